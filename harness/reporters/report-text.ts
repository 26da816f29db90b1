import type { Report } from '../report/model.ts';

/** So many rows of a long list at once: 40 kB of text, which is gone again before it counts. */
const rowsAPiece = 100;

/**
 * The report for programs, piece by piece: together `JSON.stringify(report, null, 2)`, and a line break at the end. A
 * ledger of 12,500 requests is 9 MB of text, which as one would be in memory twice.
 */
export function* reportText(report: Report): Generator<string> {
  const fields = Object.entries(report).filter(([, value]) => value !== undefined);
  for (const [index, [field, value]] of fields.entries()) {
    yield index === 0 ? '{' : ',';
    if (Array.isArray(value) && value.length > rowsAPiece) yield* listText(field, value);
    else yield JSON.stringify({ [field]: value }, null, 2).slice('{'.length, -'\n}'.length);
  }
  yield '\n}\n';
}

function* listText(field: string, rows: readonly unknown[]): Generator<string> {
  yield `\n  ${JSON.stringify(field)}: [`;
  for (let from = 0; from < rows.length; from += rowsAPiece) {
    const text = JSON.stringify({ rows: rows.slice(from, from + rowsAPiece) }, null, 2);
    yield `${from === 0 ? '' : ','}${text.slice('{\n  "rows": ['.length, -'\n  ]\n}'.length)}`;
  }
  yield '\n  ]';
}
