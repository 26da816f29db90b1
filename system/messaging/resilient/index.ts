import type { Messaging, MessagingOptions } from '../port.ts';
import { listener } from './listener.ts';
import { outbox } from './outbox.ts';
import { probe } from './probe.ts';
import { pump } from './pump.ts';
import { seen } from './seen.ts';
import { type Supervisor, supervise } from './supervisor.ts';

/** Longer than Kafka keeps records by default (7 days): an event that could come again is still known. */
const remembersMs = 8 * 24 * 3600 * 1000;
const forgetsEveryMs = 3600 * 1000;

/** Never gives up, never blocks, and what it accepted it keeps. */
export function resilient(options: MessagingOptions): Messaging {
  const { database, log } = options;
  const box = outbox(database, options.outboxLimit, () => pumping.wake());
  const memory = seen(database);
  const pumping = pump(options, box);
  let sending: Supervisor | undefined;
  let hearing: Supervisor | undefined;
  let forgetting: NodeJS.Timeout | undefined;
  const up = (supervisor: Supervisor | undefined) => supervisor?.state() === 'UP';
  return {
    start: () => {
      const ground = { log, probe: () => probe(options) };
      sending = supervise({ ...ground, what: 'producer', build: pumping.build });
      hearing = supervise({ ...ground, what: 'consumer', build: listener(options, memory, box) });
      forgetting = setInterval(() => memory.forgetBefore(Date.now() - remembersMs), forgetsEveryMs);
      forgetting.unref();
    },
    publish: (event) => box.keep(event),
    hasRoom: () => box.depth() < options.outboxLimit,
    status: () => ({
      sends: sending?.state() ?? 'DOWN',
      hears: hearing?.state() ?? 'DOWN',
      ready: up(sending) && up(hearing),
      outboxDepth: box.depth(),
    }),
    close: async () => {
      clearInterval(forgetting);
      await Promise.all([sending?.close(), hearing?.close()]);
    },
  };
}
