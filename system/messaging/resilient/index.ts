import type { Event } from '../../contract/events.ts';
import { topics } from '../../contract/topics.ts';
import { beat } from '../../service/beat.ts';
import type { Messaging, MessagingOptions } from '../port.ts';
import { listener } from './listener.ts';
import { outbox } from './outbox.ts';
import { pump } from './pump.ts';
import { seen } from './seen.ts';
import { type Supervisor, supervise } from './supervisor.ts';
import { taking } from './take.ts';

/** Longer than Kafka keeps records by default (7 days): an event that could come again is still known. */
const remembersMs = 8 * 24 * 3600 * 1000;
const forgetsEveryMs = 3600 * 1000;

/** Never gives up, never blocks, and what it accepted it keeps. */
export function resilient(options: MessagingOptions): Messaging {
  const { database, log } = options;
  const brokers = options.broker.split(',').length;
  const box = outbox(database, options.outboxLimit, () => pumping.wake());
  const memory = seen(database);
  const pumping = pump(options, box);
  let sending: Supervisor | undefined;
  let hearing: Supervisor | undefined;
  let forgetting: ReturnType<typeof beat> | undefined;
  const complain = (error: unknown) => log.error({ error: String(error) }, 'could not forget what is long over');
  /** Why nothing that is heard can be taken in. */
  let held: string | undefined;
  const hold = (why: string | undefined) => {
    if (why !== undefined && held === undefined) log.error({ error: why }, 'what is heard waits for the disk');
    if (why === undefined && held !== undefined) log.info('the disk takes what is heard again');
    held = why;
  };
  let lagMs: number | undefined;
  const handle = (event: Event) => {
    options.handle(event);
    lagMs = Math.max(0, Date.now() - event.time);
  };
  /** Letters about what nobody can read may wait; the rest is what the service is for. */
  const ownWork = () => pumping.waits().filter(({ topic }) => topic !== topics.deadLetter);
  const up = (supervisor: Supervisor | undefined) => supervisor?.state() === 'UP';
  return {
    start: () => {
      sending = supervise({ log, brokers, what: 'producer', build: pumping.build });
      hearing = supervise({
        log,
        brokers,
        what: 'consumer',
        build: listener(options, memory, { take: taking({ ...options, handle }, memory, box), held: hold }),
      });
      forgetting = beat(forgetsEveryMs, () => memory.forgetBefore(Date.now() - remembersMs), complain);
    },
    publish: (event) => box.keep(event),
    announce: pumping.announce,
    hasRoom: () => box.depth() + box.asideCount() < options.outboxLimit,
    status: () => ({
      sends: sending?.state() ?? 'DOWN',
      hears: hearing?.state() ?? 'DOWN',
      ready: up(sending) && up(hearing) && held === undefined && ownWork().length === 0,
      outboxDepth: box.depth(),
      setAside: box.asideCount(),
      ...(pumping.waits().length === 0 ? {} : { refused: pumping.waits() }),
      reconnects: (sending?.losses() ?? 0) + (hearing?.losses() ?? 0),
      ...(lagMs === undefined ? {} : { lagMs }),
    }),
    close: async () => {
      forgetting?.stop();
      await Promise.all([sending?.close(), hearing?.close()]);
    },
  };
}
