import { type Beside, nothingBeside } from '../../report/beside.ts';
import type { Report } from '../../report/model.ts';
import { checksSection } from './checks.ts';
import { circumstancesSection } from './circumstances.ts';
import { clean } from './clean.ts';
import { documentOf } from './document.ts';
import { earlierSection } from './earlier.ts';
import { faultsSection } from './faults.ts';
import { type Cut, cuts, cutTo, estimate, pageAtMost } from './fit.ts';
import { html, type View } from './html.ts';
import { ledgerSection } from './ledger.ts';
import { logsSection } from './logs.ts';
import { recoverySection } from './recovery.ts';
import { restartsSection } from './restarts.ts';
import { storySection } from './story.ts';
import { style } from './style.ts';
import { patterns } from './timeline/patterns.ts';
import { timelineSection } from './timeline/timeline.ts';
import { trustSection } from './trust.ts';
import { verdictHeader, verdictWord } from './verdict.ts';

/**
 * The report as one page that needs nothing else: no script, no other file, no network. A pure function of the report
 * and of what lies beside it, whose strings come from whoever was tested, so they are made clean before any part sees them.
 */
export function renderHtml(untrusted: Report, untrustedBeside: Beside = nothingBeside): string {
  const [report, beside] = [clean(cutTo(untrusted, cuts[0])), clean(cutTo(untrustedBeside, cuts[0]))];
  for (const cut of cuts) {
    const last = cut === cuts.at(-1);
    const fitted = cut === cuts[0] ? report : cutTo(report, cut);
    if (!last && estimate(fitted) > pageAtMost) continue;
    const page = pageOf(fitted, cutTo(beside, cut), cut === cuts[0] ? null : cut);
    if (last || Buffer.byteLength(page) <= pageAtMost) return page;
  }
  throw new Error('There is always a last cut.');
}

/** The page of a report that has been made clean, and cut so that it can be opened. */
const pageOf = (report: Report, beside: Beside, cut: Cut | null): string =>
  documentOf({
    title: `${verdictWord(report.verdict)}: ${report.title} (${report.variant})`,
    style,
    body: body(report, beside, cut),
  });

const body = (report: Report, beside: Beside, cut: Cut | null): View => html`
  ${patterns()}
  <main>
    ${verdictHeader(report)}
    ${faultsSection(report)}
    ${recoverySection(report)}
    ${timelineSection(report, beside.excerpts)}
    ${ledgerSection(report)}
    ${restartsSection(report)}
    ${checksSection(report)}
    ${trustSection(report)}
    ${logsSection(beside)}
    ${earlierSection(report, beside.earlier)}
    ${storySection(report)}
    ${circumstancesSection(report)}
  </main>
  <footer>${cut ? html`<p><strong>This page was cut so that it can be opened:</strong> texts to ${cut.characters} characters, lists to ${cut.items} entries, those that are wrong first. All of it is in report.json.</p>` : null}Made by norestart from the history of run ${report.run}: the same history has the same verdict. Only what the logs say and earlier runs come from elsewhere.</footer>
`;
