import { html, type View } from './html.ts';

export interface Column {
  readonly head: string;
  /** Aligned at its end, digits below digits. */
  readonly number?: boolean;
}

export interface TableParts {
  /** Its class, by which `stacked` names its cells on a narrow page. */
  readonly name: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly View[])[];
}

/** A table. On a narrow page each row becomes a small list, so that nothing scrolls sideways. */
export const table = ({ name, caption, columns, rows }: TableParts): View => html`
  <table class=${name}>
    <caption class="unseen">${caption}</caption>
    <thead>
      <tr>${columns.map(({ head, number }) => html`<th scope="col" class=${number ? 'number' : undefined}>${head}</th>`)}</tr>
    </thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell, index) => tableCell(cell, index))}</tr>`)}</tbody>
  </table>
`;

const tableCell = (cell: View, index: number): View =>
  index === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`;

/** Names the cells of a table on a narrow page: in the style, and not in each of its thousands of rows. */
export const stacked = (name: string, columns: readonly Column[]): string => {
  const numbers = columns
    .map(({ number }, index) => (number ? `.${name} td:nth-child(${index + 1})` : ''))
    .filter(Boolean);
  const aligned =
    numbers.length > 0
      ? `@media (min-width: 40.01rem) { ${numbers.join(', ')} { text-align: right; white-space: nowrap; } }`
      : '';
  const labels = columns.map(
    ({ head }, index) => `.${name} td:nth-child(${index + 1})::before { content: '${head}'; }`,
  );
  return `${aligned}\n@media (max-width: 40rem) { ${labels.slice(1).join(' ')} }\n`;
};

export const tableStyle = `
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: .8125rem; font-weight: 500; color: var(--quiet); vertical-align: bottom; overflow-wrap: normal; }
thead .number { text-align: right; }
tbody th { font-weight: 600; }
@media (max-width: 40rem) {
  table, tbody, tr, tbody th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-bottom: 1px solid var(--line); padding: .7rem 0; }
  tbody th, td { border: 0; padding: .1rem 0; }
  td { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .75rem; }
  td::before { color: var(--quiet); font-size: .8125rem; line-height: 1.5rem; }
}
@media print { tr { break-inside: avoid; } }
`;
