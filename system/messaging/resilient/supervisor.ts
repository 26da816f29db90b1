import { setTimeout as delay } from 'node:timers/promises';
import { calmly, type Log } from '../../service/log.ts';
import { bounded } from './kafka.ts';
import { type Sockets, sockets } from './sockets.ts';

export type ClientState = 'DOWN' | 'PROBING' | 'UP' | 'DRAINING';

export interface Client {
  close(): Promise<void>;
}

export interface SupervisorOptions {
  readonly what: string;
  readonly log: Log;
  /** Rejects while Kafka is not usable. */
  readonly probe: () => Promise<string>;
  /** Builds a new client; it calls `lost` when it cannot go on, for whatever reason. */
  readonly build: (ground: { sockets: Sockets; clusterId: string; lost: (why: string) => void }) => Promise<Client>;
}

export interface Supervisor {
  state(): ClientState;
  close(): Promise<void>;
}

const buildsWithinMs = 8000;
const closesWithinMs = 500;
/** Decorrelated jitter: never longer than 250 ms, so that a heal is seen soon, and never in step with other clients. */
const longestPauseMs = 250;
const shortestPauseMs = 50;

/**
 * Keeps one client alive for ever: probes until Kafka is usable, builds a new client, and begins anew when that one is
 * lost. A client is never mended: kafkajs gives up in ways from which only a new one comes back.
 */
export function supervise({ what, log, probe, build }: SupervisorOptions): Supervisor {
  const ending = new AbortController();
  const complain = calmly((fields, message) => log.warn(fields, message));
  let state: ClientState = 'DOWN';
  let pause = shortestPauseMs;

  const live = async () => {
    const { promise: over, resolve: lost } = Promise.withResolvers<string>();
    const end = () => lost('closing');
    ending.signal.addEventListener('abort', end, { once: true });
    const connections = sockets(() => lost('a connection ended'));
    let building: Promise<Client> | undefined;
    let client: Client | undefined;
    try {
      const clusterId = await probe();
      building = build({ sockets: connections, clusterId, lost });
      const early = over.then((why) => Promise.reject(new Error(why)));
      early.catch(() => undefined);
      client = await bounded(Promise.race([building, early]), buildsWithinMs, `building the ${what}`);
      state = 'UP';
      pause = shortestPauseMs;
      log.info(`${what} is up`);
      const why = await over;
      if (!ending.signal.aborted) complain(`${what} is lost and will be built anew`, { why });
    } finally {
      state = ending.signal.aborted ? 'DRAINING' : 'DOWN';
      ending.signal.removeEventListener('abort', end);
      if (client) await bounded(client.close(), closesWithinMs, `closing the ${what}`).catch(() => undefined);
      // One that is ready too late must not go on behind the next one's back, and nobody waits for it.
      else building?.then((late) => late.close()).catch(() => undefined);
      connections.destroy();
    }
  };

  const loop = async () => {
    while (!ending.signal.aborted) {
      state = 'PROBING';
      await live().catch((error: unknown) => complain(`${what} waits for Kafka`, { error: String(error) }));
      if (ending.signal.aborted) break;
      pause = Math.min(longestPauseMs, shortestPauseMs + Math.random() * (pause * 3 - shortestPauseMs));
      await delay(pause, undefined, { signal: ending.signal }).catch(() => undefined);
    }
    state = 'DRAINING';
  };
  const done = loop();
  return {
    state: () => state,
    close: async () => {
      ending.abort();
      await done;
    },
  };
}
