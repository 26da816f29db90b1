import { setTimeout as delay } from 'node:timers/promises';
import { type Address, authority } from '../model/address.ts';
import { Failure } from '../model/failure.ts';
import type { Line } from './line.ts';
import { type Lines, lines } from './lines.ts';
import { errorCode, KafkaError, refuse } from './protocol/errors.ts';
import { type Reading, readOn } from './read-on.ts';
import { type SeenRecord, seenIn, type Unseen } from './seen.ts';
import { type Stretch, stretches } from './stretches.ts';
import { view } from './view.ts';

export interface LastReadOptions {
  /** Of all brokers. */
  readonly admins: readonly Address[];
  readonly topics: readonly string[];
  /** For all of it, in milliseconds. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

export interface PartitionRead extends Stretch {
  /** How many offsets of that stretch were read; those that hold no record (Kafka's own marks) are among them. */
  readonly read: number;
}

export interface LastRead {
  readonly records: readonly SeenRecord[];
  readonly partitions: readonly PartitionRead[];
  /** What is there and could not be read. */
  readonly unseen: readonly Unseen[];
}

const againAfterMs = 100;
const maxWaitMs = 100;
const answersWithinMs = 5000;

/**
 * Reads every topic from its beginning to the end that it has now, past all that the live witness may have missed. A
 * topic that is not there has nothing. Throws a `Failure` when the end is not reached in time: half a read proves no loss.
 */
export async function lastRead(options: LastReadOptions): Promise<LastRead> {
  const { admins, topics, withinMs, signal } = options;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  let last: unknown;
  for (;;) {
    try {
      return await readOnce(options, deadline);
    } catch (cause) {
      if (!deadline.aborted) last = cause;
      // Of several, another one may answer; one that is alone may be busy, or be settling who leads.
      if (!deadline.aborted && (admins.length > 1 || !isFinal(cause))) {
        await delay(againAfterMs, undefined, { signal: deadline }).catch(() => undefined);
        continue;
      }
      signal.throwIfAborted();
      const why = last === undefined ? '' : ` (${messageOf(last)})`;
      throw new Failure('defect', {
        attempted: `read ${topics.join(', ')} from the beginning on ${admins.map(authority).join(', ')}`,
        happened: deadline.aborted ? `not done within ${withinMs} ms${why}` : messageOf(cause),
        remedy: 'Look at the log of the broker in the folder of the run: it must be up when the story ends.',
        cause: last ?? cause,
      });
    }
  }
}

/** Nobody is there, or who is there says no. */
const isFinal = (error: unknown): boolean =>
  error instanceof KafkaError ? !error.passing : (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function readOnce({ admins, topics }: LastReadOptions, deadline: AbortSignal): Promise<LastRead> {
  deadline.throwIfAborted();
  const open = lines();
  const close = () => open.close();
  // Whatever is under way then is rejected.
  deadline.addEventListener('abort', close, { once: true });
  try {
    const byLeader = await placesByLeader(open, admins, topics);
    const parts = await Promise.all([...byLeader].map(([line, places]) => readAll(line, places, deadline)));
    return {
      records: parts.flatMap(({ records }) => records),
      partitions: parts.flatMap(({ partitions }) => partitions),
      unseen: parts.flatMap(({ unseen }) => unseen),
    };
  } finally {
    deadline.removeEventListener('abort', close);
    close();
  }
}

type Place = Omit<Reading, 'position'>;

async function placesByLeader(
  open: Lines,
  admins: readonly Address[],
  topics: readonly string[],
): Promise<ReadonlyMap<Line, readonly Place[]>> {
  const { brokers, topics: found } = await view(open, admins, topics, answersWithinMs);
  const led = found.flatMap(({ name, id, partitions }) =>
    partitions.map(({ partition, leader }) => {
      const address = brokers.get(leader);
      if (!address) throw new KafkaError(`${name}/${partition} has no leader`, errorCode.leaderNotAvailable);
      return { line: open.to(address), place: { topic: name, topicId: id, partition } };
    }),
  );
  const grouped = Map.groupBy(led, ({ line }) => line);
  return new Map([...grouped].map(([line, those]) => [line, those.map(({ place }) => place)]));
}

async function readAll(line: Line, places: readonly Place[], deadline: AbortSignal): Promise<LastRead> {
  const held = await stretches(line, places);
  let readings = held.map((stretch) => ({ ...stretch, position: stretch.beginning }));
  const [records, unseen]: [SeenRecord[], Unseen[]] = [[], []];
  const open = () => readings.filter(({ position, end }) => position < end);
  while (open().length > 0) {
    deadline.throwIfAborted();
    const came = await readOn(line, open(), maxWaitMs);
    for (const { place, error, ...read } of came) {
      refuse(`Fetch of ${place.topic}/${place.partition}`, error);
      const seen = seenIn(place, read);
      for (const record of seen.records) if (record.offset < place.end) records.push(record);
      for (const one of seen.unseen) if ((one.from ?? 0) < place.end) unseen.push(one);
      readings = readings.map((one) => (one === place ? { ...place, position: read.next } : one));
    }
  }
  return { records, unseen, partitions: held.map((stretch) => partitionRead(stretch, unseen)) };
}

function partitionRead({ topic, partition, beginning, end }: Stretch, unseen: readonly Unseen[]): PartitionRead {
  const missing = unseen
    .filter((one) => one.topic === topic && one.partition === partition && !one.undated)
    .reduce(
      (sum, { from = beginning, to = end - 1 }) => sum + Math.min(to, end - 1) - Math.max(from, beginning) + 1,
      0,
    );
  return { topic, partition, beginning, end, read: end - beginning - missing };
}
