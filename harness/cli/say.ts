import { plain } from '../reporters/console/console.ts';

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

/** What a person reads goes through here, at the last moment, so that nobody who says something can forget it. */
export const say = (text = ''): void => console.log(harmless(text));

/** The same beside what a command answers with. */
export const sayAside = (text: string): void => console.error(harmless(text));
