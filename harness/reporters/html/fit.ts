import type { Report } from '../../report/model.ts';
import { rewritten } from './rewritten.ts';

/** No page is longer, in bytes: it must be possible to send it, and to open it. */
export const pageAtMost = 3 * 1024 ** 2;

/** How long a text may be, in characters, and how many entries a list may have. */
export interface Cut {
  readonly characters: number;
  readonly items: number;
}

/** The first is for every history that anybody means well with, and cuts nothing of it. */
export const cuts: readonly [Cut, ...Cut[]] = [
  { characters: 20_000, items: 2000 },
  { characters: 500, items: 300 },
  { characters: 80, items: 40 },
  { characters: 16, items: 5 },
];

/** Drawn as so many strokes or numbers however many there are, or counted on the page itself: never cut. */
const whole = new Set(['ledger', 'records', 'lines', 'probes', 'words']);
/** The least that an entry takes on the page besides its texts, in bytes. */
const entryBytes = 200;

/** The report with its texts and lists cut to this. Of checks and of observations those that are wrong stay. */
export function cutTo<Value>(value: Value, { characters, items }: Cut): Value {
  const cut = (inner: unknown, field: string): unknown => {
    if (typeof inner === 'string')
      return inner.length <= characters ? inner : `${inner.slice(0, characters).toWellFormed()}…`;
    if (Array.isArray(inner)) {
      if (whole.has(field) && field !== 'ledger') return inner;
      const kept = field === 'ledger' || inner.length <= items ? inner : inner.toSorted(wrongFirst).slice(0, items);
      return rewritten(kept, cut);
    }
    if (typeof inner !== 'object' || inner === null) return inner;
    const names = Object.keys(inner);
    const most = Math.max(items, 50);
    return rewritten(names.length <= most ? inner : Object.fromEntries(Object.entries(inner).slice(0, most)), cut);
  };
  return cut(value, '') as Value;
}

const wrongFirst = (one: unknown, other: unknown): number => weight(one) - weight(other);
const weight = (entry: unknown): number => {
  const { holds, verdict } = (entry ?? {}) as { holds?: unknown; verdict?: unknown };
  return holds === false || verdict === 'violated' ? 0 : verdict === 'inconclusive' ? 1 : 2;
};

/** About how long a page of this report would be, in bytes, so that none is made only to be thrown away. */
export function estimate(report: Report): number {
  let bytes = 0;
  const count = (inner: unknown, field: string): void => {
    if (typeof inner === 'string') bytes += escapedLength(inner);
    if (typeof inner !== 'object' || inner === null || whole.has(field)) return;
    bytes += entryBytes;
    for (const [name, entry] of Object.entries(inner)) count(entry, Array.isArray(inner) ? '' : name);
  };
  count(report, '');
  return bytes;
}

/** How many bytes a text takes on a page at most. */
export const escapedLength = (text: string): number =>
  Buffer.byteLength(text) + 5 * (text.match(/[<>&"]/g)?.length ?? 0);
