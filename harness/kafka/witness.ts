import { setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../model/address.ts';
import { now } from '../model/clock.ts';
import { type Followed, follow, toldUnreachableAfterMs } from './follow.ts';
import type { Line } from './line.ts';
import { lines } from './lines.ts';
import { inWords, isPassing } from './protocol/errors.ts';
import type { Metadata } from './protocol/metadata.ts';
import { isElsewhere, type ReadOn, readOn } from './read-on.ts';
import { type SeenRecord, type SeenTopic, seenIn, type Unseen } from './seen.ts';
import { stretches } from './stretches.ts';
import { view } from './view.ts';

export interface WitnessOptions {
  /** Of all brokers. Asked anew each time: one that had to take other ports is elsewhere after its next start. */
  readonly admins: () => readonly Address[];
  readonly topics: readonly string[];
  /** Called for every record, again after each new beginning: who listens knows a record by its place. */
  readonly onRecord: (record: SeenRecord) => void;
  /** What was there and could not be read; again after each new beginning, like the records. */
  readonly onUnseen?: (unseen: Unseen) => void;
  /** Each topic when it is first there, and again when it is another one or has more partitions. */
  readonly onTopic?: (topic: SeenTopic) => void;
}

export interface Witness {
  /** Leaves; bounded. */
  close(): Promise<void>;
}

/** So late it may be noticed that others lead now, that a topic is another one, or that it has more partitions. */
const asksEveryMs = 250;
/** So long a broker holds back the answer that there is nothing new. */
const maxWaitMs = 200;
/** Patience between two attempts: the witness need not be first, since the broker dates every record. */
const retryEveryMs = 100;

/**
 * Listens on the brokers' unproxied listeners from the first record on, for as long as it is not closed, through absences
 * of any broker. It asks each partition's leader itself, in Kafka's own bytes: it is in no group, makes no topic and
 * commits no offset, and nothing that holds up a client of the system's kind can hold it up. After a broker was away or
 * another one leads, it begins anew there: what was at a place may be something else now.
 */
export function witness({ admins, topics, onRecord, onUnseen, onTopic }: WitnessOptions): Witness {
  const ending = new AbortController();
  const { signal } = ending;
  const rest = (ms: number) => delay(ms, undefined, { signal }).catch(() => undefined);
  const [asking, reading] = [lines(), lines()];
  const following = follow({ ...(onTopic ? { onTopic } : {}) });
  const readers = new Map<number, Promise<void>>();
  let latest: Metadata | undefined;

  const take = async (line: Line, came: ReadOn<Followed>): Promise<boolean> => {
    const { place, error } = came;
    const { topic, partition } = place;
    if (isElsewhere(came)) {
      const [held] = await stretches(line, [place]);
      const gone = held && following.returnTo(place, held.beginning);
      if (gone) onUnseen?.({ topic, partition, ...gone, why: 'it was gone before anybody had read it' });
      return false;
    }
    if (error !== 0) {
      const sinceMs = following.failed(place);
      if (sinceMs >= toldUnreachableAfterMs && !isPassing(error) && following.tellOnce(place))
        onUnseen?.({ topic, partition, why: `for ${Math.round(sinceMs)} ms it could not be read: ${inWords(error)}` });
      return false;
    }
    // Meanwhile it may have got another leader, and begin anew there.
    if (!following.advance(place, came.next)) return true;
    const { records, unseen } = seenIn(place, came);
    for (const record of records) onRecord(record);
    for (const one of unseen) onUnseen?.(one);
    return true;
  };

  const readFrom = async (node: number) => {
    for (;;) {
      const mine = following.ledBy(node);
      const address = latest?.brokers.get(node);
      if (signal.aborted || mine.length === 0 || !address) return;
      try {
        const line = reading.to(address);
        let whole = true;
        for (const came of await readOn(line, mine, maxWaitMs)) whole = (await take(line, came)) && whole;
        if (!whole) await rest(retryEveryMs);
      } catch {
        following.beginAnew(following.ledBy(node));
        await rest(retryEveryMs);
      }
    }
  };

  const loop = async () => {
    while (!signal.aborted) {
      const began = now();
      const seen = await view(asking, admins(), topics).catch(() => undefined);
      if (seen) {
        latest = seen;
        following.see(seen);
        for (const node of seen.brokers.keys()) {
          if (readers.has(node)) continue;
          const done = readFrom(node).finally(() => readers.delete(node));
          readers.set(node, done);
        }
      }
      await rest(Math.max(retryEveryMs, asksEveryMs - (now() - began)));
    }
  };
  const done = loop();
  return {
    close: async () => {
      ending.abort();
      asking.close();
      reading.close();
      await Promise.all([done, ...readers.values()]);
    },
  };
}
