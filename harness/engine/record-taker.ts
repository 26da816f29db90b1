import type { SeenRecord, Unseen } from '../kafka/seen.ts';
import type { Recorder } from '../model/recorder.ts';
import type { SystemDescription } from '../model/system.ts';
import { asError } from '../util/thrown.ts';

export type TakeRecord = (record: SeenRecord, seen: 'live' | 'final') => void;
export type TakeUnseen = (unseen: Unseen) => void;

/** Longest part of an unreadable value that is kept, in characters. */
const longestExcerpt = 200;

/** With the time, because a broker that lost its storage begins to count anew: what is there then is another record. */
export const placeOf = ({ topic, partition, offset, appendedAt }: SeenRecord): string =>
  `${topic}/${partition}/${offset}@${appendedAt}`;

/**
 * Writes each record of the system's topics once, by its place, with what it means; an unreadable one is a fact, too, and
 * so is, once, each place that could not be read.
 */
export function recordTaker({ system, recorder }: { system: SystemDescription; recorder: Recorder }) {
  const places = new Set<string>();
  const take: TakeRecord = (record, seen) => {
    const place = placeOf(record);
    if (places.has(place)) return;
    places.add(place);
    const { topic, partition, offset } = record;
    const where = {
      kind: 'record',
      topic,
      partition,
      offset,
      appendedAt: recorder.relative(record.appendedAt),
      seen,
    } as const;
    try {
      const {
        id,
        type,
        source,
        role,
        correlationId: operation,
        causationId: cause,
        to,
        amounts,
      } = system.read(topic, record.value);
      recorder.record({
        ...where,
        role,
        id,
        type,
        source,
        ...(operation === undefined ? {} : { correlationId: operation }),
        ...(cause === undefined ? {} : { causationId: cause }),
        ...(to === undefined ? {} : { to }),
        ...(amounts === undefined ? {} : { amounts: { ...amounts } }),
      });
    } catch (error) {
      const reason = asError(error).message;
      const detail = `${reason.slice(0, longestExcerpt)}: ${record.value.slice(0, longestExcerpt)}`;
      recorder.record({ ...where, role: 'unreadable', id: place, type: 'unreadable', source: 'unknown', detail });
    }
  };
  const told = new Set<string>();
  const takeUnseen: TakeUnseen = ({ appendedAt, ...unseen }) => {
    const { topic, partition, from, to, why } = unseen;
    const key = JSON.stringify([topic, partition, from, to, from === undefined ? why : '', appendedAt]);
    if (told.has(key)) return;
    told.add(key);
    const time = appendedAt === undefined ? {} : { appendedAt: recorder.relative(appendedAt) };
    recorder.record({ kind: 'unseen', ...unseen, why: why.slice(0, longestExcerpt), ...time });
  };
  return { take, takeUnseen, places: (): ReadonlySet<string> => places };
}
