import type { History, Placed } from '../model/history.ts';
import type { Instant } from './records.ts';
import { firstAnswer, recordsOf } from './records.ts';

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
  const sends = recordsOf(history, source).find(inside);
  const hears = firstAnswer(history, source, inside);
  return {
    ...(sends ? { sends: { at: sends.appendedAt, line: sends.line } } : {}),
    ...(hears ? { hears: { at: hears.appendedAt, line: hears.line } } : {}),
    ...(sends && hears ? { bothAt: Math.max(sends.appendedAt, hears.appendedAt) } : {}),
  };
}
