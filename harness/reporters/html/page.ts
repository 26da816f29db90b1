import type { Report } from '../../report/model.ts';
import { checksSection } from './checks.ts';
import { circumstancesSection } from './circumstances.ts';
import { clean } from './clean.ts';
import { faultsSection } from './faults.ts';
import { html, markup, type View } from './html.ts';
import { ledgerSection } from './ledger.ts';
import { recoverySection } from './recovery.ts';
import { storySection } from './story.ts';
import { policy, style } from './style.ts';
import { patterns } from './timeline/patterns.ts';
import { timelineSection } from './timeline/timeline.ts';
import { verdictHeader, verdictWord } from './verdict.ts';

/**
 * The report as one page that needs nothing else: no script, no other file, no network. A pure function of the report,
 * whose strings come from whoever was tested, so they are made clean before any part sees them.
 */
export function renderHtml(untrusted: Report): string {
  const report = clean(untrusted);
  const head = html`
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content=${policy} />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${verdictWord(report.verdict)}: ${report.title} (${report.generation})</title>
  `;
  return [
    '<!doctype html>\n<html lang="en">\n<head>',
    markup(head),
    // The style is a constant of this program, and its hash is in the policy: escaped, it would be neither.
    `<style>${style}</style>`,
    '</head>\n<body>',
    markup(body(report)),
    '</body>\n</html>\n',
  ].join('');
}

const body = (report: Report): View => html`
  ${patterns()}
  <main>
    ${verdictHeader(report)}
    ${faultsSection(report)}
    ${recoverySection(report)}
    ${timelineSection(report)}
    ${ledgerSection(report)}
    ${checksSection(report)}
    ${storySection(report)}
    ${circumstancesSection(report)}
  </main>
  <footer>Made by norestart from the history of run ${report.run} and from nothing else: the same history makes the same page.</footer>
`;
