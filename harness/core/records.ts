import type { History, Placed } from './history.ts';
import { oncePerHistory } from './once-per-history.ts';

type Records = readonly Placed<'record'>[];

/** By what signed them, each source's records in the order in which the broker appended them. */
const bySource = oncePerHistory((history): ReadonlyMap<string, Records> => {
  const found = Map.groupBy(history.of('record'), ({ source }) => source);
  for (const records of found.values()) records.sort((one, other) => one.appendedAt - other.appendedAt);
  return found;
});

/** The records of whoever signs so, in the order in which the broker appended them. */
export const recordsOf = (history: History, source: string | undefined): Records =>
  (source === undefined ? undefined : bySource(history).get(source)) ?? [];
