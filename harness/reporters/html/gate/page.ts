import type { GateResult } from '../../../gate/result.ts';
import { cleanResult } from '../../ci/text.ts';
import { html, markup, type View } from '../html.ts';
import { instant, seconds } from '../words.ts';
import { findingsSection } from './findings.ts';
import { outcomeHeader, outcomeWords } from './outcome.ts';
import { recoverySection } from './recovery.ts';
import { runsSection } from './runs.ts';
import { policy, style } from './style.ts';

/** A gate as one page that needs no other file and no script; the reports of its runs are a click away. */
export function renderGatePage(untrusted: GateResult): string {
  const result = cleanResult(untrusted);
  const head = html`
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content=${policy} />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${outcomeWords[result.outcome]}: resilience gate</title>
  `;
  return [
    '<!doctype html>\n<html lang="en">\n<head>',
    markup(head),
    // The style is a constant of this program, and its hash is in the policy: escaped, it would be neither.
    `<style>${style}</style>`,
    '</head>\n<body>',
    markup(body(result)),
    '</body>\n</html>\n',
  ].join('');
}

const body = (result: GateResult): View => html`
  <main>
    ${outcomeHeader(result)}
    ${findingsSection(result)}
    ${runsSection(result)}
    ${recoverySection(result)}
  </main>
  <footer>Made by norestart on <time datetime=${result.startedAt}>${instant(result.startedAt)}</time> in ${seconds(result.tookMs)}; <a href="gate.json">gate.json</a> has the same for programs.</footer>
`;
