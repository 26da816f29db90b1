import { setTimeout as delay } from 'node:timers/promises';
import { type Address, authority } from '../core/address.ts';
import { Failure } from '../core/failure.ts';
import { type Stretch, stretches } from './stretches.ts';
import { bounded, observer, oracle, type SeenRecord } from './witness.ts';

export interface LastReadOptions {
  /** Of all brokers. */
  readonly admins: readonly Address[];
  readonly topics: readonly string[];
  readonly run: string;
  /** For all of it, in milliseconds. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

export interface PartitionRead extends Stretch {
  /** How many records of that stretch were read. */
  readonly read: number;
}

export interface LastRead {
  readonly records: readonly SeenRecord[];
  readonly partitions: readonly PartitionRead[];
}

/**
 * Reads every topic from its beginning to the end that it has now, past all that the live witness may have missed.
 * Throws a `Failure` when the end is not reached in time: half a read proves no loss.
 */
export async function lastRead(options: LastReadOptions): Promise<LastRead> {
  const { admins, topics, withinMs, signal } = options;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(options, attempt, deadline);
    } catch (cause) {
      // Of several, another one may answer; and kafkajs stumbles over a leader that it does not know yet.
      if (!deadline.aborted && (admins.length > 1 || saysNotNow(cause))) {
        await delay(againAfterMs, undefined, { signal: deadline }).catch(() => undefined);
        continue;
      }
      throw new Failure('defect', {
        attempted: `read ${topics.join(', ')} from the beginning on ${admins.map(authority).join(', ')}`,
        happened: deadline.aborted ? `not done within ${withinMs} ms` : String(cause),
        remedy: 'Look at the log of the broker in the folder of the run: it must be up when the story ends.',
        cause,
      });
    }
  }
}

const againAfterMs = 100;

/** Kafka is there and asks for patience, as a new coordinator does that is still reading what it has to know. */
function saysNotNow(error: unknown): boolean {
  const { cause = error } = error as { readonly cause?: unknown };
  const { name, retriable } = cause as { readonly name?: string; readonly retriable?: boolean };
  return name === 'KafkaJSProtocolError' && retriable === true;
}

async function readOnce(
  { admins, topics, run }: LastReadOptions,
  attempt: number,
  deadline: AbortSignal,
): Promise<LastRead> {
  const kafka = oracle(admins);
  const client = kafka.admin();
  const consumer = observer(kafka, `norestart-last-read-${run}-${attempt}`);
  const shelf: Shelf = new Map();
  const abandoned = Promise.withResolvers<never>();
  deadline.addEventListener('abort', () => abandoned.reject(deadline.reason), { once: true });
  if (deadline.aborted) abandoned.reject(deadline.reason);
  abandoned.promise.catch(() => undefined);
  try {
    const read = async () => {
      await client.connect();
      const ends = await stretches(client, topics);
      const missing = () => ends.some((stretch) => readOf(stretch, shelf).length < stretch.end - stretch.beginning);
      const existing = [...new Set(ends.map(({ topic }) => topic))];
      if (missing()) await readUntil(consumer, existing, shelf, () => !missing());
      return ends.map((stretch) => ({ stretch, records: readOf(stretch, shelf) }));
    };
    const found = await Promise.race([read(), abandoned.promise]);
    return {
      records: found.flatMap(({ records }) => records),
      partitions: found.map(({ stretch, records }) => ({ ...stretch, read: records.length })),
    };
  } finally {
    await Promise.all([bounded(consumer.disconnect()), bounded(client.disconnect())]);
  }
}

type ConsumerClient = ReturnType<typeof observer>;

/** What was read, by partition, each record once. */
type Shelf = Map<string, Map<number, SeenRecord>>;

const place = ({ topic, partition }: { readonly topic: string; readonly partition: number }) => `${topic}/${partition}`;

const readOf = (stretch: Stretch, shelf: Shelf): SeenRecord[] =>
  [...(shelf.get(place(stretch))?.values() ?? [])].filter(({ offset }) => offset < stretch.end);

async function readUntil(
  consumer: ConsumerClient,
  topics: readonly string[],
  shelf: Shelf,
  complete: () => boolean,
): Promise<void> {
  const { promise: over, resolve, reject } = Promise.withResolvers<void>();
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      const { topic, partition } = batch;
      const records = shelf.get(place(batch)) ?? new Map<number, SeenRecord>();
      shelf.set(place(batch), records);
      for (const { offset, timestamp, value } of batch.messages) {
        const seen = { topic, partition, offset: Number(offset), appendedAt: Number(timestamp) };
        records.set(seen.offset, { ...seen, value: value?.toString('utf8') ?? '' });
      }
      if (complete()) resolve();
    },
  });
  await over;
}
