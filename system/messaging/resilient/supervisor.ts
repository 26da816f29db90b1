import { setTimeout as delay } from 'node:timers/promises';
import { calmly, type Log } from '../../service/log.ts';
import { bounded } from './kafka.ts';
import { type Far, type Sockets, sockets } from './sockets.ts';
import { stillThere } from './still-there.ts';

export type ClientState = 'DOWN' | 'PROBING' | 'UP' | 'DRAINING';

export interface Client {
  /** Takes nothing more, and finishes what it is doing, within bounds that are not its own. */
  close(): Promise<void>;
}

export interface SupervisorOptions {
  readonly what: string;
  readonly log: Log;
  /** How many brokers each attempt goes to; the pauses are so many times as long. Default: 1. */
  readonly brokers?: number;
  /**
   * Builds a new client; rejects while Kafka is not usable for it, so that one which is built can do its work. It calls
   * `lost` when it cannot go on, for whatever reason.
   */
  readonly build: (ground: { sockets: Sockets; lost: (why: string) => void }) => Promise<Client>;
}

export interface Supervisor {
  state(): ClientState;
  /** How often a client that worked was lost. */
  losses(): number;
  /** Bounded, also while Kafka is silent. */
  close(): Promise<void>;
}

const buildsWithinMs = 8000;
/** For what is on its way when the service ends; what is not acknowledged by then is sent again after its next start. */
const closesWithinMs = 100;
/** A connection has ended: so long Kafka has to answer over another one, while the service still calls itself ready. */
const comesBackWithinMs = 1000;
/** Decorrelated jitter: never so long that a heal is seen late, and never in step with other clients. */
const longestPauseMs = 150;
const shortestPauseMs = 50;

/**
 * Keeps one client alive for ever: tries until Kafka is usable and a new client is built, and begins anew when that one
 * is lost. A client is never mended: kafkajs gives up in ways from which only a new one comes back.
 */
export function supervise({ what, log, build, brokers = 1 }: SupervisorOptions): Supervisor {
  const ending = new AbortController();
  const complain = (message: string, fields: object) => log.warn(fields, message);
  const tell = calmly((fields, message) => log.info(fields, message));
  let state: ClientState = 'DOWN';
  let pause = shortestPauseMs;
  let losses = 0;

  const live = async () => {
    const { promise: over, resolve: lost } = Promise.withResolvers<string>();
    const end = () => lost('closing');
    ending.signal.addEventListener('abort', end, { once: true });
    const given = new AbortController();
    const connections = sockets({ broken: lost, ended: comesBack(() => state === 'UP', given.signal, lost) });
    const building = build({ sockets: connections, lost });
    let client: Client | undefined;
    try {
      const early = over.then((why) => Promise.reject(new Error(why)));
      early.catch(() => undefined);
      client = await bounded(Promise.race([building, early]), buildsWithinMs, `building the ${what}`);
      state = 'UP';
      pause = shortestPauseMs;
      tell(`${what} is up`);
      const why = await over;
      if (ending.signal.aborted) return;
      losses += 1;
      complain(`${what} is lost and will be built anew`, { why });
    } finally {
      state = ending.signal.aborted ? 'DRAINING' : 'DOWN';
      ending.signal.removeEventListener('abort', end);
      given.abort();
      // Only at the end is there anything to wait for; a client that is lost would only wait for Kafka.
      if (!ending.signal.aborted) connections.destroy();
      if (client) await bounded(client.close(), closesWithinMs, `closing the ${what}`).catch(() => undefined);
      // One that is ready too late must not go on behind the next one's back, and nobody waits for it.
      else building.then((late) => late.close()).catch(() => undefined);
      connections.destroy();
    }
  };

  const loop = async () => {
    while (!ending.signal.aborted) {
      state = 'PROBING';
      await live().catch((error: unknown) => complain(`${what} waits for Kafka`, { error: String(error) }));
      if (ending.signal.aborted) break;
      pause = Math.min(longestPauseMs, shortestPauseMs + Math.random() * (pause * 3 - shortestPauseMs));
      await delay(pause * brokers, undefined, { signal: ending.signal }).catch(() => undefined);
    }
    state = 'DRAINING';
  };
  const done = loop();
  return {
    state: () => state,
    losses: () => losses,
    close: async () => {
      ending.abort();
      await done;
    },
  };
}

/**
 * Kafka ends what is idle for `connections.max.idle.ms`, and kafkajs connects anew when it needs to: no loss. But the end
 * is also the first that is heard of a Kafka that dies, so it is asked at once whether one is there. Whoever is asked
 * already is not asked twice; and while a client is built its requests tell, and a dead Kafka is not asked twice as often.
 */
function comesBack(isUp: () => boolean, over: AbortSignal, lost: (why: string) => void): (far: Far) => void {
  const asked = new Set<string>();
  return (far) => {
    const address = `${far.host}:${far.port}`;
    if (!isUp() || asked.has(address)) return;
    asked.add(address);
    const ask = async () => {
      const there = await stillThere(far, comesBackWithinMs, over);
      asked.delete(address);
      if (!there) lost(`a connection ended, and ${address} does not answer over another one`);
    };
    void ask();
  };
}
