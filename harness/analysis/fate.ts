import type { History, Placed } from '../model/history.ts';
import { accepted, type Entry } from './operations.ts';

/**
 * How far an operation came, and where it ended if it did not come to its end.
 * complete: asked, ended, and whoever asked has heard of it.
 * never-sent: nothing of it is in Kafka, and nobody was told that it would be: no loss.
 * not-in-log: whoever asked was told yes, and nothing of it is in Kafka.
 * no-consumer: in Kafka, and nobody listens any more for the record at which it stopped.
 * passed-over: in Kafka, and the place of whoever had to answer is past that record.
 * unanswered: in Kafka, and nobody answered; nothing is known of a consumer's place.
 * not-heard: it has its outcome, and whoever asked does not know.
 * lost-by-kafka: records of it were in Kafka, and are no longer there.
 */
export type Fate =
  | 'complete'
  | 'never-sent'
  | 'not-in-log'
  | 'no-consumer'
  | 'passed-over'
  | 'unanswered'
  | 'not-heard'
  | 'lost-by-kafka';

export const fateWords: Readonly<Record<Fate, string>> = {
  complete: 'complete',
  'never-sent': 'never sent, and nobody was told otherwise',
  'not-in-log': 'accepted, and never in Kafka',
  'no-consumer': 'in Kafka, and nobody listened any more',
  'passed-over': 'in Kafka, read, and not answered',
  unanswered: 'in Kafka, and nobody answered',
  'not-heard': 'ended, and whoever asked was not told',
  'lost-by-kafka': 'in Kafka, which lost it',
};

type RecordFact = Placed<'record'>;

export interface Ground {
  /** Records that somebody saw in Kafka and that the last read did not find. */
  readonly vanished: ReadonlySet<number>;
  /**
   * With what Kafka lost records that no service can have kept: its storage, when it came back as another cluster, or
   * topics that are other ones now. Undefined: it should not have lost any.
   */
  readonly excuse: string | undefined;
  /** The last that is known of each consumer group, by service. */
  readonly groups: ReadonlyMap<string, readonly Placed<'group'>[]>;
}

/** What there is to know beyond the operations themselves. */
export function ground(history: History): Ground {
  const places = new Set(history.of('final-read').at(-1)?.vanished);
  const { startedAt } = history.run;
  const gone = ({ topic, partition, offset, appendedAt }: RecordFact) => {
    const place = `${topic}/${partition}/${offset}`;
    return places.has(place) || places.has(`${place}@${Math.round(startedAt + appendedAt)}`);
  };
  const vanished = new Set(
    places.size === 0
      ? []
      : history
          .of('record')
          .filter(gone)
          .map(({ line }) => line),
  );
  const clusters = new Set(history.of('probe').flatMap(({ cluster }) => cluster ?? []));
  const last = new Map(history.of('group').map((fact) => [`${fact.service} ${fact.group ?? ''}`, fact]));
  const lost = history.of('record').filter(({ line }) => vanished.has(line));
  const ids = Map.groupBy(history.of('topic'), ({ topic }) => topic);
  const anew = (topic: string) => new Set(ids.get(topic)?.map(({ id }) => id)).size > 1;
  const excuse =
    clusters.size > 1
      ? 'its storage'
      : lost.length > 0 && lost.every(({ topic }) => anew(topic))
        ? 'topics that were deleted and made again'
        : undefined;
  return { vanished, excuse, groups: Map.groupBy(last.values(), ({ service }) => service) };
}

export function fateOf(entry: Entry, known: Ground): Fate {
  if (entry.state === 'complete') return 'complete';
  if (entry.records.some(({ line }) => known.vanished.has(line))) return 'lost-by-kafka';
  if (entry.state === 'unsent') return accepted(entry) ? 'not-in-log' : 'never-sent';
  if (entry.state === 'unheard') return 'not-heard';
  const record = stoppedAt(entry);
  const groups = (record?.to && known.groups.get(record.to)) || [];
  if (!record || groups.length === 0) return 'unanswered';
  if (!groups.some(({ members }) => members.length > 0)) return 'no-consumer';
  const place = `${record.topic}/${record.partition}`;
  return groups.some(({ committed }) => (committed[place] ?? 0) > record.offset) ? 'passed-over' : 'unanswered';
}

/** The record from which nothing followed: the last one that somebody had to answer. */
export const stoppedAt = ({ records }: Entry): RecordFact | undefined =>
  records.findLast(({ to }) => to !== undefined) ?? records.at(-1);
