import type { GateResult } from '../../../suite/gate/result.ts';
import { cleanResult } from '../../ci/text.ts';
import { documentOf } from '../document.ts';
import { html, type View } from '../html.ts';
import { instant, seconds } from '../words.ts';
import { findingsSection } from './findings.ts';
import { outcomeHeader, outcomeWords } from './outcome.ts';
import { recoverySection } from './recovery.ts';
import { runsSection } from './runs.ts';
import { style } from './style.ts';

/** A gate as one page that needs no other file and no script; the reports of its runs are a click away. */
export function renderGatePage(untrusted: GateResult): string {
  const result = cleanResult(untrusted);
  return documentOf({ title: `${outcomeWords[result.outcome]}: resilience gate`, style, body: body(result) });
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
