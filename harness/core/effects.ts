import type { History } from './history.ts';
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
  const seen = history.of('record').filter(({ appendedAt }) => appendedAt >= from - 1 && appendedAt <= to);
  const own = seen.filter((record) => record.source === source).sort((one, other) => one.appendedAt - other.appendedAt);
  const causes = new Set(own.map(({ cause }) => cause));
  const others = new Set<string>();
  for (const { source: by, id } of seen) if (by !== source && causes.has(id)) others.add(id);
  const sends = own[0];
  const hears = own.find(({ cause }) => cause !== undefined && others.has(cause));
  return {
    ...(sends ? { sends: { at: sends.appendedAt, line: sends.line } } : {}),
    ...(hears ? { hears: { at: hears.appendedAt, line: hears.line } } : {}),
    ...(sends && hears ? { bothAt: Math.max(sends.appendedAt, hears.appendedAt) } : {}),
  };
}
