/** One letter of a name, any number of them, or one of several sequences. */
type Part = ((letter: string) => boolean) | 'any number' | readonly Sequence[];
type Sequence = readonly Part[];

/** Longer than any name or pattern that a person writes, in characters. */
const patternAtMost = 200;

/** Whether a word means several names, and is none itself. */
export const isPattern = (word: string): boolean => /[*?[{]/.test(word);

/**
 * Whether a name fits a pattern as a shell knows them: `*`, `?`, `[a-c]`, `[!a-c]`, `{one,other}`. What is no pattern is
 * taken letter by letter. Nothing is expanded and nothing tried again, so the time grows with the product of the two
 * lengths at most, whatever the pattern is: `{a,b}` twenty times stands for a million words.
 */
export function matcher(pattern: string): (name: string) => boolean {
  if (pattern.length > patternAtMost) return () => false;
  const sequence = sequenceOf(pattern);
  return (name) => places(sequence, new Set([0]), name).has(name.length);
}

/** Up to where in the name the sequence comes, from each of these places. */
function places(sequence: Sequence, from: ReadonlySet<number>, name: string): ReadonlySet<number> {
  let now = from;
  for (const part of sequence) {
    if (now.size === 0) return now;
    now = part === 'any number' ? allFrom(Math.min(...now), name) : after(part, now, name);
  }
  return now;
}

const allFrom = (first: number, name: string): ReadonlySet<number> =>
  new Set(Array.from({ length: name.length - first + 1 }, (_, index) => first + index));

function after(part: Exclude<Part, string>, now: ReadonlySet<number>, name: string): ReadonlySet<number> {
  if (typeof part !== 'function') return new Set(part.flatMap((one) => [...places(one, now, name)]));
  return new Set([...now].flatMap((place) => (part(name.charAt(place)) && place < name.length ? [place + 1] : [])));
}

function sequenceOf(pattern: string): Sequence {
  const parts: Part[] = [];
  for (let place = 0; place < pattern.length; ) {
    const { part, length } = partAt(pattern, place);
    if (part !== 'any number' || parts.at(-1) !== part) parts.push(part);
    place += length;
  }
  return parts;
}

function partAt(pattern: string, place: number): { readonly part: Part; readonly length: number } {
  const letter = pattern.charAt(place);
  if (letter === '*') return { part: 'any number', length: 1 };
  if (letter === '?') return { part: () => true, length: 1 };
  const rest = pattern.slice(place);
  const [set, not, inside = ''] = (letter === '[' && /^\[([!^]?)([^\]]+)\]/.exec(rest)) || [];
  if (set !== undefined) return { part: (one) => isIn(inside, one) === (not === ''), length: set.length };
  const choice = letter === '{' ? choiceOf(rest) : undefined;
  if (choice) return { part: choice.words.map(sequenceOf), length: choice.length };
  return { part: (one) => one === letter, length: 1 };
}

/** Of `{one,other}…` the words and how long it is; undefined: it has no end, or no comma, and so means itself. */
function choiceOf(text: string): { readonly words: readonly string[]; readonly length: number } | undefined {
  let depth = 0;
  const cuts = [0];
  for (let place = 0; place < text.length; place += 1) {
    const letter = text.charAt(place);
    if (letter === '{') depth += 1;
    if (letter === ',' && depth === 1) cuts.push(place);
    if (letter === '}') depth -= 1;
    if (depth > 0) continue;
    const words = cuts.map((cut, index) => text.slice(cut + 1, cuts[index + 1] ?? place));
    return words.length > 1 ? { words, length: place + 1 } : undefined;
  }
  return undefined;
}

/** Letters and ranges of them, as between the brackets of `[a-cx]`. */
function isIn(inside: string, letter: string): boolean {
  for (let place = 0; place < inside.length; place += 1) {
    const first = inside.charAt(place);
    const ranges = inside.charAt(place + 1) === '-' && place + 2 < inside.length;
    const last = ranges ? inside.charAt(place + 2) : first;
    if (letter >= first && letter <= last && letter !== '') return true;
    if (ranges) place += 2;
  }
  return false;
}
