import type { History, Placed } from '../model/history.ts';
import { oncePerHistory } from '../model/once-per-history.ts';

/** An instant, in milliseconds since the run began, and the fact that shows it. */
export interface Instant {
  readonly at: number;
  readonly line: number;
}

type RecordFact = Placed<'record'>;
type Records = readonly RecordFact[];

/** By what signed them, each source's records in the order in which the broker appended them. */
const bySource = oncePerHistory((history): ReadonlyMap<string, Records> => {
  const found = Map.groupBy(history.of('record'), ({ source }) => source);
  for (const records of found.values()) records.sort((one, other) => one.appendedAt - other.appendedAt);
  return found;
});

/** The records of whoever signs so, in the order in which the broker appended them. */
export const recordsOf = (history: History, source: string | undefined): Records =>
  (source === undefined ? undefined : bySource(history).get(source)) ?? [];

const byAddressee = oncePerHistory((history) => Map.groupBy(history.of('record'), ({ to }) => to));

/** The records that this service must answer, in the order of the history. */
export const recordsTo = (history: History, service: string): Records => byAddressee(history).get(service) ?? [];

/** By their ids; nearly every one stands once, so there is a list of those alone that stand more than once. */
const byId = oncePerHistory((history) => {
  const first = new Map<string, RecordFact>();
  const copied = new Map<string, RecordFact[]>();
  for (const record of history.of('record')) {
    const before = first.get(record.id);
    if (before === undefined) first.set(record.id, record);
    else {
      const copies = copied.get(record.id);
      if (copies) copies.push(record);
      else copied.set(record.id, [before, record]);
    }
  }
  return { first, copied };
});

/** The record with this id and its copies, in the order of the history. */
export function recordsWithId(history: History, id: string): Records {
  const { first, copied } = byId(history);
  const one = first.get(id);
  return copied.get(id) ?? (one ? [one] : []);
}

/**
 * The first record of whoever signs so that answers what another one sent, both of them among those that count. An
 * answer is how it shows from outside that a service hears.
 */
export const firstAnswer = (
  history: History,
  source: string | undefined,
  counts: (record: RecordFact) => boolean,
): RecordFact | undefined => {
  const another = (record: RecordFact) => counts(record) && record.source !== source;
  return recordsOf(history, source).find(
    (record) =>
      counts(record) && record.causationId !== undefined && recordsWithId(history, record.causationId).some(another),
  );
};

/**
 * Of records with the same event id the last: the same array where each has an id of its own, which is nearly always.
 */
export function withoutCopies(history: History, records: Records): Records {
  const { copied } = byId(history);
  return records.some(({ id }) => copied.has(id))
    ? [...new Map(records.map((record) => [record.id, record])).values()]
    : records;
}
