import type { History, Placed } from './history.ts';
import { recordsOf } from './records.ts';
import type { Instant } from './recovery.ts';

/** What a service did in Kafka in a stretch of time, seen from outside. */
export interface Effects {
  /** Its first own record. */
  readonly sends?: Instant;
  /** Its first answer to something that another one sent in the same stretch. */
  readonly hears?: Instant;
  /** When it had done both. */
  readonly bothAt?: number;
}

/** The first effects of whoever signs its records so. */
export function effects(
  history: History,
  source: string | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): Effects {
  // The broker counts whole milliseconds and cuts off the rest.
  const inside = ({ appendedAt }: Placed<'record'>) => appendedAt >= from - 1 && appendedAt <= to;
  const own = recordsOf(history, source).filter(inside);
  const causes = new Set(own.map(({ cause }) => cause));
  const others = new Set<string>();
  for (const record of history.of('record'))
    if (inside(record) && record.source !== source && causes.has(record.id)) others.add(record.id);
  const sends = own[0];
  const hears = own.find(({ cause }) => cause !== undefined && others.has(cause));
  return {
    ...(sends ? { sends: { at: sends.appendedAt, line: sends.line } } : {}),
    ...(hears ? { hears: { at: hears.appendedAt, line: hears.line } } : {}),
    ...(sends && hears ? { bothAt: Math.max(sends.appendedAt, hears.appendedAt) } : {}),
  };
}
