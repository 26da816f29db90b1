import { fateWords } from '../../analysis/fate.ts';
import { noLoss } from '../../checks/index.ts';
import type { LedgerRow, Report } from '../../report/model.ts';
import { couldTell } from '../../report/told.ts';
import { escapedLength } from './fit.ts';
import { html, type View } from './html.ts';
import { marked } from './mark.ts';
import { section } from './section.ts';
import { type Column, table } from './table.ts';
import { counted, grouped, seconds } from './words.ts';

export const ledgerColumns: readonly Column[] = [
  { head: 'Request' },
  { head: 'Asked at', number: true },
  { head: 'Asker was told' },
  { head: 'What came of it' },
  { head: 'Asker heard at', number: true },
];

/** More rows make a page that nobody can open; all of them are in report.json. */
const rowsAtMost = 1000;
/** Of all rows together, in bytes as they stand on the page. */
const bytesAtMost = 1_000_000;
const rowBytes = 250;
const lostInSight = 12;

const answers = { ok: 'accepted', fail: 'refused', unknown: 'unknown', pending: 'never answered' } as const;

/** What became of every request, those first that should have come to an end and did not. */
export function ledgerSection({ run, ledger, checks }: Report): View {
  const told = couldTell(checks, noLoss.name);
  // Every request is named after its run, which a reader knows by then.
  const named = (row: LedgerRow) => ({ ...row, operation: row.operation.replace(`${run}-`, '') });
  const lost = ledger.filter((row) => row.lost);
  const rest = ledger.filter((row) => !row.lost);
  const hidden = [...lost.slice(lostInSight), ...rest];
  const shown = withRoom(hidden.slice(0, rowsAtMost).map(named));
  const more = hidden.length - shown.length;
  return section({
    id: 'ledger',
    title: 'Every request, and what became of it',
    lead: 'Lost is what was accepted, or is in Kafka, and did not come to its end. Unknown is no failure: it may or may not have happened.',
    body: html`
      <dl class="counts">${counts(ledger, told).map(count)}</dl>
      ${told ? null : html`<p>${marked('inconclusive', 'Nobody can tell what was lost:')} the topics were not read to their end. What did not come had perhaps no time to.</p>`}
      ${lost.length > 0 ? rowsOf('Lost requests', lost.slice(0, lostInSight).map(named)) : null}
      ${hidden.length > 0 ? html`<details><summary>${lost.length > 0 ? 'The other' : 'All'} ${counted(hidden.length, 'request')}</summary>${rowsOf('Requests', shown)}${more > 0 ? html`<p>${counted(more, 'more row is', 'more rows are')} in report.json.</p>` : null}</details>` : null}
    `,
  });
}

/** Names and answers come from whoever was tested, and may be of any length. */
function withRoom(rows: readonly LedgerRow[]): readonly LedgerRow[] {
  let room = bytesAtMost;
  const last = rows.findIndex(({ operation, detail, outcome, stoppedAt }) => {
    room -= rowBytes + escapedLength(`${operation}${detail}${outcome ?? ''}${stoppedAt ?? ''}`);
    return room < 0;
  });
  return last < 0 ? rows : rows.slice(0, last);
}

const counts = (ledger: readonly LedgerRow[], told: boolean): [string, number | null][] => {
  const answered = (answer: LedgerRow['answer']) => ledger.filter((row) => row.answer === answer).length;
  return [
    ['asked', ledger.length],
    ['accepted', answered('ok')],
    ['complete', ledger.filter(({ state }) => state === 'complete').length],
    ['lost', told ? ledger.filter(({ lost }) => lost).length : null],
    ['refused', answered('fail')],
    ['unknown', answered('unknown') + answered('pending')],
    ['copies of an event', ledger.reduce((sum, { copies }) => sum + copies, 0)],
  ];
};

const count = ([name, value]: [string, number | null]): View => html`
  <div class=${name === 'lost' && value !== null && value > 0 ? 'violated' : undefined}><dt>${name}</dt><dd>${value === null ? 'unknown' : grouped(value)}</dd></div>
`;

const rowsOf = (caption: string, rows: readonly LedgerRow[]): View =>
  table({ name: 'ledger', caption, columns: ledgerColumns, rows: rows.map(cells) });

const cells = (row: LedgerRow): View[] => [
  row.operation,
  seconds(row.askedAt),
  row.detail === '' ? answers[row.answer] : `${answers[row.answer]} (${row.detail})`,
  row.lost ? marked('violated', `lost: ${whereWords(row)}`) : outcome(row),
  row.heardAt === null ? 'never' : seconds(row.heardAt),
];

const whereWords = ({ fate, stoppedAt }: LedgerRow): string =>
  stoppedAt === null ? fateWords[fate] : `${fateWords[fate]} (${stoppedAt})`;

const outcome = (row: LedgerRow): string => {
  const { outcome: type, fate, copies } = row;
  return `${fate === 'complete' ? (type ?? fateWords.complete) : whereWords(row)}${copies > 0 ? `, ${counted(copies, 'copy', 'copies')}` : ''}`;
};

export const ledgerStyle = `
.counts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; margin: 0 0 1rem; }
.counts div { display: flex; flex-direction: column-reverse; }
.counts dt { color: var(--quiet); font-size: .8125rem; }
.counts dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-weight: 600; }
.counts .violated dd { color: var(--mark); }
.ledger tbody th { font-weight: 500; }
`;
