import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type Address, authority } from '../../../model/address.ts';
import type { Broker, RunningBroker } from '../../../model/environment.ts';
import { Failure } from '../../../model/failure.ts';
import { isFree, portTaken, withOtherPorts } from '../../machine/ports.ts';
import type { Registry } from '../../machine/registry.ts';
import { verifySettings } from '../../shared/broker/asked-settings.ts';
import { type BrokerLayout, listensOf } from '../../shared/broker/settings.ts';
import { wholeLog } from '../../shared/log-tail.ts';
import { alreadyRunning } from '../../shared/refused-start.ts';
import { waitUntil } from '../../shared/wait.ts';
import type { Child } from '../child.ts';
import { control } from '../control.ts';
import { launchBroker } from './broker-process.ts';
import { formatStorage } from './format.ts';
import { brokerArguments, type KafkaJava } from './java-command.ts';
import { makeJavaFolder } from './java-folder.ts';

export interface NativeBrokerOptions {
  readonly name: string;
  readonly kafka: KafkaJava;
  /** Of classes, made beforehand. */
  readonly archive: string;
  readonly layout: BrokerLayout;
  /** Finds other ports, and leads the routes there, when something else has taken one of these. */
  move(layout: BrokerLayout, signal: AbortSignal): Promise<BrokerLayout>;
  /** Where Java runs, with `server.properties` in it. */
  readonly scratchFolder: string;
  readonly logFile: string;
  readonly run: string;
  readonly registry: Registry;
}

/** A broker with its data folder in place. `end` is for the environment: SIGKILL, also in the middle of a start. */
export interface NativeBroker extends Broker {
  end(): Promise<void>;
  /** Where it listens, or will when it is started; the same for ever, unless something else takes a port. */
  layout(): BrokerLayout;
}

/** A clean shutdown takes about a second; one whose disk is slow gets thirty times that. */
const stopsWithinMs = 30_000;

/** Configures a broker; nothing runs yet. */
export function configureBroker(options: NativeBrokerOptions): NativeBroker {
  const ended = new AbortController();
  let layout = options.layout;
  let started: { readonly child: Child; readonly broker: RunningBroker } | undefined;
  let starting: Promise<Child> | undefined;
  const running = () => (started && !started.child.hasExited() ? started.broker : undefined);
  const start = async (signal: AbortSignal): Promise<RunningBroker> => {
    if (starting || running()) throw alreadyRunning('Starting the Kafka broker');
    const either = AbortSignal.any([signal, ended.signal]);
    const isNew = started === undefined;
    starting = withOtherPorts(
      async () => launchOnLayout(options, layout, isNew, either),
      async () => {
        layout = await options.move(layout, either);
      },
    );
    try {
      const child = await starting;
      started = { child, broker: runningBroker(child, options.run) };
      return started.broker;
    } finally {
      starting = undefined;
    }
  };
  const end = async () => {
    ended.abort(new Error('The environment was taken down.'));
    await starting?.catch(() => undefined);
    await started?.child.kill();
  };
  const wipe = async (signal: AbortSignal) => {
    if (starting || running()) throw alreadyRunning('Emptying the storage of the Kafka broker');
    await emptyStorage(options, layout, signal);
  };
  const log = () => wholeLog(options.logFile);
  return {
    name: options.name,
    node: layout.membership?.node ?? 1,
    get admin() {
      return layout.admin;
    },
    start,
    running,
    wipe,
    log,
    end,
    layout: () => layout,
  };
}

/** Of one that is new it makes sure that it has the settings of the scenario; they stay what they are. */
async function launchOnLayout(
  options: NativeBrokerOptions,
  layout: BrokerLayout,
  isNew: boolean,
  signal: AbortSignal,
): Promise<Child> {
  const { kafka, archive, logFile, run, registry, scratchFolder: folder } = options;
  // Before anything is written: a folder that was removed at the end of the run must not come back.
  signal.throwIfAborted();
  const listens = listensOf(layout);
  await checkFree(listens);
  await makeJavaFolder({ folder, layout, jarsFolder: kafka.jarsFolder, archive });
  const child = await launchBroker({
    what: options.name,
    java: kafka.java,
    arguments: brokerArguments(kafka, { use: archive }),
    folder,
    logFile,
    listens,
    sessionTimeoutMs: layout.sessionTimeoutMs,
    more: layout.more,
    run,
    registry,
    signal,
  });
  try {
    if (isNew) await verifySettings(layout, signal);
    return child;
  } catch (error) {
    await child.kill();
    throw error;
  }
}

/** Finding out beforehand costs a millisecond; letting Java find out costs two seconds. */
async function checkFree(listens: readonly Address[]): Promise<void> {
  const free = await Promise.all(listens.map(({ port }) => isFree(port)));
  const taken = listens.filter((_, index) => !free[index]).map(authority);
  if (taken.length === 0) return;
  throw new Failure('missing', {
    attempted: 'Starting the Kafka broker',
    happened: `something else listens on ${taken.join(', ')}`,
    remedy: 'End that (ss -ltnp shows what it is), or start the run again for other ports.',
    cause: portTaken,
  });
}

/** As an operator would who has lost the disk: formatted anew; and so of another cluster, where there are no others. */
async function emptyStorage(options: NativeBrokerOptions, layout: BrokerLayout, signal: AbortSignal): Promise<void> {
  const { kafka, scratchFolder: folder, run } = options;
  await rm(layout.dataFolder, { recursive: true, force: true });
  await makeJavaFolder({ folder, layout, jarsFolder: kafka.jarsFolder });
  const another = layout.membership ? {} : { clusterId: randomBytes(16).toString('base64url') };
  await formatStorage(kafka, folder, { run, signal, ...another });
}

function runningBroker(child: Child, run: string): RunningBroker {
  return {
    identity: child.identity,
    exited: child.exited,
    ...control(child, run),
    async stop(signal) {
      child.signal('SIGTERM');
      // A paused process would get it only when it is resumed.
      child.signal('SIGCONT');
      const remedy = `Read ${child.logFile}, or kill it instead of stopping it.`;
      const what = 'the Kafka broker has shut down';
      await waitUntil({ what, withinMs: stopsWithinMs, everyMs: 10, signal, remedy }, child.hasExited);
    },
    async kill() {
      await child.kill();
    },
  };
}
