import { randomUUID } from 'node:crypto';
import type { EachBatchPayload } from 'kafkajs';
import { eventSchema } from '../../contract/events.ts';
import { topics } from '../../contract/topics.ts';
import { transact } from '../../service/database.ts';
import type { MessagingOptions } from '../port.ts';
import { kafkaOn } from './kafka.ts';
import { type Outbox, OutboxFull } from './outbox.ts';
import type { Seen } from './seen.ts';
import type { Client, SupervisorOptions } from './supervisor.ts';

/** A consumer that fetches nothing for so long is deaf, whatever it says; a fetch comes back after 0.5 s at the latest. */
const deafAfterMs = 6000;

/**
 * Takes events in: marked as seen, their effect, what they cause to be sent and the place to go on from are one
 * transaction. The place is kept here and not in Kafka, so each client joins a group of its own name, and no ghost of
 * the one before can delay it.
 */
export const listener =
  (options: MessagingOptions, memory: Seen, box: Outbox): SupervisorOptions['build'] =>
  async ({ sockets, clusterId, lost }): Promise<Client> => {
    const consumer = kafkaOn(options, sockets).consumer({
      groupId: `${options.name}-${randomUUID()}`,
      sessionTimeout: 6000,
      rebalanceTimeout: 6000,
      heartbeatInterval: 1000,
      maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false,
      retry: { retries: 0, restartOnFailure: async () => false },
    });
    let fetchedAt = Date.now();
    const joined = Promise.withResolvers<void>();
    consumer.on(consumer.events.REQUEST_TIMEOUT, () => lost('a request got no answer'));
    consumer.on(consumer.events.CRASH, ({ payload }) => lost(String(payload.error)));
    consumer.on(consumer.events.FETCH, () => {
      fetchedAt = Date.now();
    });
    // Before the first fetch: what was taken in before is not read again.
    const goOn = () => {
      for (const { topic, partition, offset } of memory.positions(clusterId)) {
        if (options.hears.some((heard) => heard === topic)) consumer.seek({ topic, partition, offset: String(offset) });
      }
    };
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const deaf = options.hears.find((topic) => (payload.memberAssignment[topic]?.length ?? 0) === 0);
      if (deaf) return lost(`it was given no partition of ${deaf}`);
      goOn();
      joined.resolve();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...options.hears], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      eachBatch: async (payload) => takeBatch(payload, { options, memory, box, clusterId }),
    });
    await joined.promise;
    const watch = setInterval(() => {
      if (Date.now() - fetchedAt > deafAfterMs) lost('it fetches nothing');
    }, 1000);
    return {
      close: async () => {
        clearInterval(watch);
        // It would wait for the running fetch. Nothing can be torn: a batch is one synchronous transaction, and the
        // group has this one member.
        consumer.disconnect().catch(() => undefined);
      },
    };
  };

interface Ground {
  readonly options: MessagingOptions;
  readonly memory: Seen;
  readonly box: Outbox;
  readonly clusterId: string;
}

function takeBatch({ batch }: EachBatchPayload, ground: Ground): void {
  const { options, memory, clusterId } = ground;
  transact(options.database, () => {
    for (const { value } of batch.messages) takeOne(value?.toString('utf8') ?? '', batch.topic, ground);
    memory.moveTo(clusterId, batch.topic, batch.partition, Number(batch.lastOffset()) + 1);
  });
}

/** One event; what nobody can read, or no handler can take, is set aside and undone, and the rest goes on. */
function takeOne(text: string, topic: string, { options, memory, box }: Ground): void {
  const { database, handle, log, name } = options;
  database.exec('SAVEPOINT one');
  try {
    const event = eventSchema.parse(JSON.parse(text));
    if (memory.mark(event.id)) handle(event);
    database.exec('RELEASE one');
  } catch (error) {
    database.exec('ROLLBACK TO one; RELEASE one');
    // Nothing is wrong with the event: it must be taken again when there is room.
    if (error instanceof OutboxFull) throw error;
    log.error({ error: String(error), topic }, 'an event is set aside');
    box.keepRaw(
      topics.deadLetter,
      name,
      JSON.stringify({ by: name, topic, error: String(error).slice(0, 500), value: text }),
    );
  }
}
