/** Codes of a terminal. Node's own function looks for them in a time that grows with the square of a text's length. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const codes = /(?:\u001b\[|\u009b)[\d;?]*[A-PR-TZcf-nq-uy=><~]/g;
/** Titles and links for it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const titles = /\u001b\][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)/g;

/**
 * What a terminal must not be told by a history: control characters, which could move its cursor or hide lines, and
 * those that turn the direction of writing, which could make a line say something else than it does.
 */
export const plain = (text: string): string =>
  text
    .replaceAll(codes, '')
    .replaceAll(titles, '')
    .replaceAll(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
      /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      ' ',
    );

/** What `paint` makes; no other code of a terminal gets through. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes that are let through
const ownColours = /(\u001b\[(?:2|22|31|32|33|39)m)/;

/**
 * A line that neither a terminal nor a CI's log takes for a command. GitHub looks for `::` at the beginning, behind
 * spaces, too, and for `##[` anywhere; Azure for `##vso[`.
 */
const harmlessLine = (line: string): string =>
  line
    .split(ownColours)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('')
    .replace(/^(\s*):(?=:)/, '$1: ')
    .replaceAll(/##(?=\[|vso\[)/gi, '# #');

/** A text of several lines, made harmless: whatever of it came from outside. */
export const harmless = (text: string): string => text.split('\n').map(harmlessLine).join('\n');

/** Rows of a table, each column as wide as its widest cell. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, cells) => Math.max(most, cells[column]?.length ?? 0), 0),
  );
  return rows.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
