/**
 * A foreign text in GitHub's Markdown. A character reference is never structure, so each character that could be one is
 * written as its number. What GitHub looks for in the finished text (people, formulas, addresses) is parted by tags.
 */
export const markdownText = (text: string): string =>
  text
    .replaceAll(/[!"#&*+<=>[\\\]^_`{|}~]/g, (letter) => `&#${letter.codePointAt(0)};`)
    .replaceAll(/[$:@]/g, (letter) => `<span>&#${letter.codePointAt(0)};</span>`)
    .replaceAll(/www\./gi, (word) => `${word.slice(0, -1)}<span>&#46;</span>`);

export const tableHead = (head: readonly string[]): string =>
  `| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`;

export const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
