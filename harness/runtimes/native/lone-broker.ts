import { join, resolve } from 'node:path';
import type { Address } from '../../model/address.ts';
import type { RunningBroker } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Progress } from '../../model/runtime.ts';
import { requireLimits } from '../machine/own-limits.ts';
import { leasePorts } from '../machine/ports.ts';
import { processesOfRun, sendSignal } from '../machine/processes.ts';
import { openRegistry, type RegisteredRun, type Registry } from '../machine/registry.ts';
import { makeScratchFolder, scratchFolderOf } from '../machine/scratch.ts';
import { sweep, tellSweep } from '../machine/sweep.ts';
import type { BrokerLayout } from '../shared/broker/settings.ts';
import { openCacheFolder } from '../shared/cache/location.ts';
import { takeDown } from '../shared/down.ts';
import { local } from '../shared/local.ts';
import { configureBroker, type NativeBroker } from './broker/broker.ts';
import { type Child, launch, terminal } from './child.ts';
import { holdFolder, openDataFolder } from './kept-data.ts';
import { moveBroker, portsOfBroker } from './layout.ts';
import { provisionBroker } from './provision/provision.ts';

export interface LoneBrokerOptions {
  /** Names it on this machine, and a folder. */
  readonly run: string;
  /** Where its data and its log are kept; undefined: where they are gone when it is. */
  readonly folder: string | undefined;
  /** How long a killed one makes its successor wait, in milliseconds. */
  readonly sessionTimeoutMs: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** A broker without a run around it: no proxy, no services of a scenario, no history. */
export interface LoneBroker {
  /** Where it listens, and will whenever it is started again. */
  readonly address: Address;
  start(): Promise<RunningBroker>;
  running(): RunningBroker | undefined;
  /** Starts a command that shares this terminal, in a process group of its own. */
  launch(program: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Child>;
  /** Ends the broker and everything that was started beside it, also by the command. */
  down(): Promise<void>;
}

interface Ground extends LoneBrokerOptions {
  readonly registry: Registry;
  readonly cacheFolder: string;
  readonly scratchFolder: string;
  /** Lets others have the folder. */
  release?: (() => void) | undefined;
}

/** Provisions and starts a broker that listens plainly on 127.0.0.1. What a kill -9 leaves, the next run's sweep ends. */
export async function loneBroker(options: LoneBrokerOptions): Promise<LoneBroker> {
  requireLimits();
  const cacheFolder = await openCacheFolder();
  const ground: Ground = {
    ...options,
    cacheFolder,
    registry: openRegistry(cacheFolder),
    scratchFolder: scratchFolderOf(cacheFolder, options.run),
  };
  let entered: RegisteredRun;
  try {
    tellSweep(await sweep(ground.registry, options.signal), options.progress);
    entered = ground.registry.enter(ground);
  } catch (error) {
    ground.registry.close();
    throw error;
  }
  let broker: NativeBroker | undefined;
  try {
    await openCacheFolder(ground.scratchFolder);
    makeScratchFolder(entered);
    ground.release = options.folder === undefined ? undefined : holdFolder(options.folder);
    broker = await configure(ground);
    await broker.start(options.signal);
    return running(ground, broker);
  } catch (error) {
    // The first error is the one to tell; what stays after it is the sweep's business.
    await down(ground, broker).catch(() => undefined);
    throw error;
  }
}

async function configure(ground: Ground): Promise<NativeBroker> {
  const { run, registry, signal, scratchFolder, sessionTimeoutMs, progress } = ground;
  const folder = resolve(ground.folder ?? scratchFolder);
  const [admin = 0, controller = 0] = await leasePorts({ registry, run, count: 2, signal });
  const training = { ports: [admin, controller], brokers: 1, run, registry };
  // Without topics: whoever uses it makes those that it wants, as with any Kafka.
  const { kafka, classArchive, storageTemplates } = await provisionBroker({ use: ground, topics: [], ...training });
  const dataFolder = join(folder, 'data');
  await openDataFolder(dataFolder, storageTemplates[0] ?? '');
  const move = async (layout: BrokerLayout): Promise<BrokerLayout> => {
    progress('a port of the broker was taken by something else; moving it to others');
    return moveBroker(layout, await leasePorts({ registry, run, count: portsOfBroker(layout), signal }));
  };
  const layout = { admin: local(admin), controller: local(controller), services: [], dataFolder, sessionTimeoutMs };
  const logFile = join(folder, 'broker.log');
  return configureBroker({
    name: 'kafka',
    kafka,
    archive: classArchive,
    layout,
    move,
    scratchFolder: join(scratchFolder, 'settings'),
    logFile,
    run,
    registry,
  });
}

function running(ground: Ground, broker: NativeBroker): LoneBroker {
  const { run, registry } = ground;
  const { admin: address } = broker.layout();
  return {
    address,
    start: async () => {
      const started = await broker.start(ground.signal);
      if (broker.layout().admin.port === address.port) return started;
      await started.kill();
      throw movedAway(address);
    },
    running: broker.running,
    launch: (program, words, environment) =>
      launch({
        what: program,
        program,
        arguments: words,
        folder: process.cwd(),
        environment,
        logFile: terminal,
        run,
        registry,
      }),
    down: () => down(ground, broker),
  };
}

/** Whoever was told the address would look for it there for ever. */
const movedAway = ({ port }: Address): Failure =>
  new Failure('missing', {
    attempted: `Starting Kafka again at its port ${port}`,
    happened: 'something else has taken that meanwhile',
    remedy: `End that (ss -ltnp shows what it is), and start Kafka again.`,
  });

/** How long Kafka may take to close what is kept, in milliseconds; a person waits for it. */
const closesWithinMs = 5000;

function down(ground: Ground, broker: NativeBroker | undefined): Promise<void> {
  const { run, registry, scratchFolder, folder, progress, release } = ground;
  const others = async () => {
    for (const { pid } of processesOfRun(run)) if (pid !== process.pid) sendSignal(pid, 'SIGKILL');
  };
  // What is kept is closed in order, so that the next start has nothing to mend. One that takes too long is killed, as
  // its data can stand that, too.
  const close = async () => {
    if (folder === undefined) return;
    await broker
      ?.running()
      ?.stop(AbortSignal.timeout(closesWithinMs))
      .catch(() => progress('Kafka did not shut down in time, and is killed'));
  };
  const end = async () => broker?.end();
  const letGo = async () => release?.();
  return takeDown({ run, scratchFolder, registry, ends: [[close], [end], [others], [letGo]] });
}
