import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Broker, RunningBroker } from '../../core/environment.ts';
import { Failure } from '../../core/failure.ts';
import { lastWords } from '../shared/broker/complaints.ts';
import { type BrokerLayout, clusterId, serverProperties } from '../shared/broker/settings.ts';
import { logLength, logSince, wholeLog } from '../shared/log-tail.ts';
import { alreadyRunning } from '../shared/refused-start.ts';
import { waitUntil } from '../shared/wait.ts';
import { accepts } from './accepts.ts';
import { archive } from './archive.ts';
import { addressIn, type Configured, createContainer } from './container.ts';
import { createOptions } from './create-options.ts';
import { asked } from './engine.ts';
import type { Ground } from './ground.ts';
import { brokerData, kafkaHost } from './layout.ts';
import type { Life } from './life.ts';
import { createVolume, removeVolume } from './volume.ts';

/** A broker's container with its volume. `end` is for the environment: SIGKILL, also in the middle of a start. */
export interface DockerBroker extends Broker {
  end(): Promise<void>;
}

export interface BrokerOptions {
  readonly ground: Ground;
  readonly layout: BrokerLayout;
  /** Done once, when it first listens: what an operator has made before anything else starts. */
  readonly whenNew: (signal: AbortSignal) => Promise<void>;
  /** Leads the routes to it once it can be used, and to nobody when it ends. */
  readonly lead: (there: boolean) => Promise<void>;
}

/** A clean shutdown takes about a second; one whose disk is slow gets thirty times that. In milliseconds. */
const stopsWithinMs = 30_000;
/** A start takes 2 to 4 s, and after a kill as long as the session of the killed one lasts. In milliseconds. */
const startsWithinMs = 90_000;

/** A broker lives for a minute: as in the native runtime, the first compiler tier and the smallest collector. */
const shortLived = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true';

/** Configures a broker: its container is there, with its properties and an empty volume, and does not run. */
export async function configureBroker({ ground, layout, whenNew, lead }: BrokerOptions): Promise<DockerBroker> {
  const { options } = ground;
  const logFile = join(options.folder, 'logs', 'broker.log');
  const ended = new AbortController();
  let configured = await create(ground, layout, logFile, clusterId);
  let started: { readonly life: Life; readonly broker: RunningBroker } | undefined;
  let starting: Promise<Life> | undefined;
  let isNew = true;
  const running = () => (started && !started.life.hasExited() ? started.broker : undefined);
  const begin = async (signal: AbortSignal): Promise<Life> => {
    const life = await launch({ ground, layout, configured, logFile, signal });
    if (isNew) await whenNew(signal);
    isNew = false;
    await lead(true);
    // One that ends by itself. Nothing may fail here that nobody waits for; and at the end of everything the proxy goes as
    // well, so that a request to it would wait for 10 s for an address that there is no more.
    void life.exited.then(() => (ended.signal.aborted ? undefined : lead(false))).catch(() => undefined);
    return life;
  };
  const start = async (signal: AbortSignal): Promise<RunningBroker> => {
    ended.signal.throwIfAborted();
    if (starting || running()) throw alreadyRunning('Starting the Kafka broker');
    starting = begin(AbortSignal.any([signal, ended.signal]));
    try {
      const life = await starting;
      started = { life, broker: runningBroker(life, logFile, () => lead(false)) };
      return started.broker;
    } finally {
      starting = undefined;
    }
  };
  const wipe = async () => {
    if (starting || running()) throw alreadyRunning('Emptying the storage of the Kafka broker');
    await remove(ground, configured);
    configured = await create(ground, layout, logFile, randomBytes(16).toString('base64url'));
  };
  const end = async () => {
    ended.abort(new Error('The environment was taken down.'));
    await starting?.catch(() => undefined);
    await remove(ground, configured);
  };
  const log = () => wholeLog(logFile);
  return { name: 'kafka', node: 1, admin: layout.admin, start, running, wipe, log, end };
}

const volumeOf = ({ network }: Ground): string => `${network}-kafka`;

async function create(ground: Ground, layout: BrokerLayout, logFile: string, cluster: string): Promise<Configured> {
  const { engine, events, labels, images } = ground;
  const volume = await createVolume(engine, volumeOf(ground), labels);
  const configured = await createContainer({
    engine,
    events,
    what: 'the broker',
    logFile,
    create: createOptions(ground, {
      name: kafkaHost,
      image: images.kafka,
      // Nothing of the configuration: with a file in place these only set how Java runs.
      environment: { CLUSTER_ID: cluster, KAFKA_HEAP_OPTS: '-Xmx256m', KAFKA_JVM_PERFORMANCE_OPTS: shortLived },
      ports: [layout.admin.port],
      host: { Binds: [`${volume}:${brokerData}`] },
    }),
  });
  // By the contract of the public image: a file here is its whole configuration.
  const files = archive([{ path: 'server.properties', text: serverProperties(layout) }]);
  await asked('Putting server.properties into the container of the broker', () =>
    configured.container.putArchive(files, { path: '/mnt/shared/config' }),
  );
  return configured;
}

async function remove(ground: Ground, configured: Configured): Promise<void> {
  await configured.remove();
  await removeVolume(ground.engine, volumeOf(ground));
}

interface LaunchOptions {
  readonly ground: Ground;
  readonly layout: BrokerLayout;
  readonly configured: Configured;
  readonly logFile: string;
  readonly signal: AbortSignal;
}

/** Starts its container and resolves when it listens for all its clients. Leaves nothing running when it rejects. */
async function launch({ ground, layout, configured, logFile, signal }: LaunchOptions): Promise<Life> {
  signal.throwIfAborted();
  const logStart = logLength(logFile);
  const life = await configured.start();
  const host = addressIn(await configured.container.inspect(), ground.network);
  // Its controller's is for itself alone, and open before these.
  const ports = [layout.admin, ...layout.services.map(({ bind }) => bind)].map(({ port }) => port);
  const withinMs = startsWithinMs + layout.sessionTimeoutMs;
  const wait = { what: 'the broker listens', withinMs, everyMs: 20, signal, remedy: `Read ${logFile}.` };
  try {
    await waitUntil(wait, async () => {
      ground.events.check();
      if (life.hasExited()) throw await diedAtStart(life, logFile, logStart);
      const accepted = await Promise.all(ports.map((port) => accepts({ host, port })));
      return accepted.every((each) => each);
    });
    return life;
  } catch (error) {
    await life.kill();
    throw error;
  }
}

async function diedAtStart(life: Life, logFile: string, logStart: number): Promise<Failure> {
  const { code, signal } = await life.exited;
  return new Failure('defect', {
    attempted: 'Starting the Kafka broker',
    happened: `its container ended with ${signal ?? `exit code ${code}`} before it listened; it said:\n${lastWords(logSince(logFile, logStart))}`,
    remedy: `Read ${logFile}.`,
  });
}

/**
 * The routes are led away in the same instant: Toxiproxy takes no connection while it tries to reach an address that its
 * container has just lost, and would be silent for seconds where on one machine it closes at once.
 */
function runningBroker(life: Life, logFile: string, whenEnding: () => Promise<void>): RunningBroker {
  const { identity, exited, pause, resume, status, limit, limits } = life;
  return {
    ...{ identity, exited, pause, resume, status, limit, limits },
    async stop(signal) {
      await whenEnding();
      await life.signal('SIGTERM');
      const remedy = `Read ${logFile}, or kill it instead of stopping it.`;
      const what = 'the Kafka broker has shut down';
      await waitUntil({ what, withinMs: stopsWithinMs, everyMs: 10, signal, remedy }, life.hasExited);
    },
    kill: async () => {
      await whenEnding();
      await life.kill();
    },
  };
}
