import type { DatabaseSync } from 'node:sqlite';
import { eventSchema, isRepeatable } from '../../contract/events.ts';
import { topics } from '../../contract/topics.ts';
import { withCorrelation } from '../../service/correlation.ts';
import { isOfTheMachine, transact } from '../../service/database.ts';
import type { MessagingOptions } from '../port.ts';
import { type Outbox, OutboxFull } from './outbox.ts';
import type { Seen } from './seen.ts';

/** Records of one partition, in their order; kafkajs's `Batch` is one. */
export interface Records {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly OneRecord[];
}

interface OneRecord {
  readonly offset: string;
  readonly value: Buffer | null;
  /** It stands for a whole batch of records, up to its offset, of which none can be had (batches.ts). */
  readonly unreadable?: { readonly firstOffset: string; readonly why: string };
}

/**
 * Takes in records from one of them on, and answers how far it got: less far than the end when there are many, or when
 * there is no room for what the next one causes. That they are marked as seen, their effect, what they cause to be sent
 * and the place to go on from are one transaction.
 */
export type Take = (records: Records, from: number, topicId: string) => number;

/** While it takes so many, the service does nothing else: it must also answer on `/health`. */
const mostAtOnce = 200;
/** How far a partition has been passed over without any effect is written down so often, in milliseconds. */
const movesSeldomMs = 10_000;
/** Of what nobody can read, in UTF-16 units; escaped in JSON it is still less than Kafka takes at once. */
const longestCopy = 100_000;

export function taking(options: MessagingOptions, memory: Seen, box: Outbox): Take {
  const { database, handle, log, name, concerns = () => true } = options;

  const use = (text: string) => {
    const event = eventSchema.parse(JSON.parse(text));
    if (!concerns(event) || !(isRepeatable(event) || memory.mark(event.id))) return;
    withCorrelation(event.correlation, () => handle(event));
  };
  const setAside = (text: string, place: object, cause: unknown) => {
    const error = String(cause).slice(0, 500);
    log.error({ ...place, error }, 'an event is set aside');
    const letter = { by: name, ...place, error, value: text.slice(0, longestCopy) };
    box.keepRaw(topics.deadLetter, name, JSON.stringify(letter));
  };
  /** What nobody can read, or no handler can take, is undone and set aside, and the rest goes on. */
  const takeOne = ({ offset, value, unreadable }: OneRecord, partition: object) => {
    const place = { ...partition, offset };
    if (unreadable) {
      const { firstOffset, why } = unreadable;
      const all = { ...partition, offset: firstOffset, lastOffset: offset };
      return setAside(value?.toString('base64', 0, longestCopy) ?? '', all, why);
    }
    const text = value?.toString('utf8') ?? '';
    try {
      allOrNothing(database, () => use(text));
    } catch (error) {
      // Nothing is wrong with the event: it must be taken again when there is room, or the disk is well.
      if (error instanceof OutboxFull || isOfTheMachine(error)) throw error;
      setAside(text, place, error);
    }
  };

  const counted = database.prepare('SELECT total_changes() AS number');
  const written = () => Number(counted.get()?.number);
  const movedAt = new Map<string, number>();
  /** With an effect always; else seldom: what had none may be read again, and each write waits for the disk. */
  const moveTo = (topicId: string, partition: number, place: number, effect: boolean) => {
    const partitionName = `${topicId} ${partition}`;
    const now = performance.now();
    if (!effect && now - (movedAt.get(partitionName) ?? Number.NEGATIVE_INFINITY) < movesSeldomMs) return;
    memory.moveTo(topicId, partition, place);
    movedAt.set(partitionName, now);
  };

  return ({ topic, partition, messages }, from, topicId) =>
    transact(database, () => {
      const before = written();
      let next = from;
      try {
        for (const record of messages.slice(from, from + mostAtOnce)) {
          takeOne(record, { topic, partition });
          next += 1;
        }
      } catch (error) {
        if (!(error instanceof OutboxFull)) throw error;
      }
      const last = messages[next - 1];
      if (last && next > from) moveTo(topicId, partition, Number(last.offset) + 1, written() !== before);
      return next;
    });
}

/** As a transaction, within the one that is open. */
function allOrNothing(database: DatabaseSync, work: () => void): void {
  database.exec('SAVEPOINT one');
  try {
    work();
    database.exec('RELEASE one');
  } catch (error) {
    // A disk that is full may have ended the whole transaction, and this point with it.
    if (database.isTransaction) database.exec('ROLLBACK TO one; RELEASE one');
    throw error;
  }
}
