import { randomBytes } from 'node:crypto';
import type { Broker, RunningBroker } from '../../model/environment.ts';
import { verifySettings } from '../shared/broker/asked-settings.ts';
import { brokerLog } from '../shared/broker/layout.ts';
import { type BrokerLayout, clusterId } from '../shared/broker/settings.ts';
import { logLength, wholeLog } from '../shared/log-tail.ts';
import { alreadyRunning } from '../shared/refused-start.ts';
import { waitUntil } from '../shared/wait.ts';
import { type BrokerOptions, createBroker, removeBroker } from './broker-container.ts';
import { stillReachedBy, untilListening } from './broker-listens.ts';
import { addressIn } from './container.ts';
import type { Life } from './life.ts';
import type { Reach } from './routes.ts';

/** A broker's container with its volume. `end` is for the environment: SIGKILL, also in the middle of a start. */
export interface DockerBroker extends Broker {
  end(): Promise<void>;
}

/** A clean shutdown takes about a second; one whose disk is slow gets thirty times that. In milliseconds. */
const stopsWithinMs = 30_000;

/** Configures a broker: its container is there, with its properties and an empty volume, and does not run. */
export async function configureBroker(options: BrokerOptions): Promise<DockerBroker> {
  const { ground, name, layout, whenNew, lead } = options;
  const logFile = brokerLog(ground.options.folder, name, layout);
  const ended = new AbortController();
  let configured = await createBroker(options, logFile, clusterId);
  let started: { readonly life: Life; readonly broker: RunningBroker } | undefined;
  let starting: Promise<RunningBroker> | undefined;
  let isNew = true;
  const running = () => (started && !started.life.hasExited() ? started.broker : undefined);
  const begin = async (signal: AbortSignal): Promise<RunningBroker> => {
    signal.throwIfAborted();
    const logStart = logLength(logFile);
    const life = await configured.start();
    // One that ends by itself. Nothing may fail here that nobody waits for; and at the end of everything the proxy goes as
    // well, so that a request to it would wait for 10 s for an address that there is no more.
    void life.exited.then(() => (ended.signal.aborted ? undefined : lead('nobody'))).catch(() => undefined);
    try {
      const host = addressIn(await configured.container.inspect(), ground.network);
      await lead('brokers');
      await untilListening({ life, events: ground.events, layout, host, logFile, logStart, signal });
      if (isNew) {
        await verifySettings(layout, signal);
        await whenNew(signal);
      }
      isNew = false;
      await lead('everybody');
      started = { life, broker: runningBroker({ life, layout, host, logFile, lead }) };
      return started.broker;
    } catch (error) {
      await life.kill();
      throw error;
    }
  };
  const start = async (signal: AbortSignal): Promise<RunningBroker> => {
    ended.signal.throwIfAborted();
    if (starting || running()) throw alreadyRunning('Starting the Kafka broker');
    starting = begin(AbortSignal.any([signal, ended.signal]));
    try {
      return await starting;
    } finally {
      starting = undefined;
    }
  };
  const wipe = async () => {
    if (starting || running()) throw alreadyRunning('Emptying the storage of the Kafka broker');
    await removeBroker(options, configured);
    const another = layout.membership ? clusterId : randomBytes(16).toString('base64url');
    configured = await createBroker(options, logFile, another);
  };
  const end = async () => {
    ended.abort(new Error('The environment was taken down.'));
    await starting?.catch(() => undefined);
    await removeBroker(options, configured);
  };
  const log = () => wholeLog(logFile);
  return { name, node: layout.membership?.node ?? 1, admin: layout.admin, start, running, wipe, log, end };
}

interface RunningOptions {
  readonly life: Life;
  readonly layout: BrokerLayout;
  readonly host: string;
  readonly logFile: string;
  readonly lead: (reach: Reach) => Promise<void>;
}

/**
 * The routes are led away before its container is gone: Toxiproxy takes no connection while it tries to reach an address
 * that its container has just lost, and would be silent for seconds where on one machine it closes at once.
 */
function runningBroker({ life, layout, host, logFile, lead }: RunningOptions): RunningBroker {
  const { identity, exited, pause, resume, status, limit, limits } = life;
  return {
    ...{ identity, exited, pause, resume, status, limit, limits },
    async stop(signal) {
      await life.signal('SIGTERM');
      const remedy = `Read ${logFile}, or kill it instead of stopping it.`;
      const what = 'the Kafka broker has shut down';
      await waitUntil({ what, withinMs: stopsWithinMs, everyMs: 10, signal, remedy }, async () => {
        // While it hands over what it leads, it serves; the others must hear of it.
        if (!life.hasExited()) await lead(await stillReachedBy(layout, host));
        return life.hasExited();
      });
    },
    kill: async () => {
      await lead('nobody');
      await life.kill();
    },
  };
}
