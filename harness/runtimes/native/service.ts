import { join } from 'node:path';
import type { Address } from '../../model/address.ts';
import type { RunningService, Service } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { ServiceDescription } from '../../model/service.ts';
import type { Registry } from '../machine/registry.ts';
import { addressOf } from '../shared/addresses.ts';
import { cacheFolder } from '../shared/cache/location.ts';
import { type MovableClock, moverOf } from '../shared/clock.ts';
import { logIn } from '../shared/follow-log.ts';
import { cannotStart } from '../shared/refused-start.ts';
import { type Child, launch } from './child.ts';
import { control } from './control.ts';
import { withoutProxyToSelf } from './no-proxy.ts';

export interface NativeServiceOptions {
  readonly description: ServiceDescription;
  /** Its program and its arguments. */
  readonly command: readonly string[];
  /** Where it is started. */
  readonly startIn: string;
  /** Where it listens, by the name of the port. */
  readonly addresses: ReadonlyMap<string, Address>;
  /** Its clock, where it shall be one that can be moved. */
  readonly clock?: MovableClock | undefined;
  /** The run's own folder. */
  readonly folder: string;
  readonly run: string;
  readonly registry: Registry;
}

/** `end` is for the environment: it also ends what outlived the service's own process, in every group it ever had. */
export interface NativeService extends Service {
  end(options: { readonly graceMs: number }): Promise<void>;
}

/** Configures a service; nothing runs yet. */
export function configureService(options: NativeServiceOptions): NativeService {
  const { description, addresses } = options;
  const children: Child[] = [];
  let current: { readonly child: Child; readonly service: RunningService } | undefined;
  let starting: Promise<Child> | undefined;
  let ended = false;
  const running = () => (current && !current.child.hasExited() ? current.service : undefined);
  const start = async () => {
    if (ended) throw cannotStart(description.name, 'the environment was taken down');
    if (starting || running()) throw cannotStart(description.name, 'it is running or starting already');
    starting = launchProgram(options);
    try {
      const child = await starting;
      children.push(child);
      current = { child, service: runningService(child, options.run) };
      return current.service;
    } finally {
      starting = undefined;
    }
  };
  const end = async (grace: { readonly graceMs: number }) => {
    ended = true;
    await starting?.catch(() => undefined);
    await Promise.all(children.map((child) => child.stop(grace)));
  };
  const address = (port: string) => addressOf(description.name, addresses, port);
  const log = logIn(logFileOf(description, options.folder));
  return { description, address, start, running, log, moveClock: moverOf(description.name, options.clock), end };
}

const logFileOf = ({ name }: ServiceDescription, folder: string): string => join(folder, 'logs', `${name}.log`);

const launchProgram = (options: NativeServiceOptions): Promise<Child> => {
  const { description, command, startIn, clock, folder, run, registry } = options;
  const [program = '', ...words] = command;
  return launch({
    what: description.name,
    program,
    arguments: words,
    folder: startIn,
    environment: { ...environmentOfServices(), ...clock?.environment },
    logFile: logFileOf(description, folder),
    run,
    registry,
  });
};

const runningService = (child: Child, run: string): RunningService => ({
  identity: child.identity,
  exited: child.exited,
  ...control(child, run),
  members: async () => child.members().map(({ pid, startTime }) => ({ pid, startTime })),
  stop: child.stop,
  kill: async () => void (await child.kill()),
  exhaust: async () => {
    throw new Failure('usage', {
      attempted: `Taking memory away from ${child.what} until the kernel ends it`,
      happened: 'its memory is that of the whole machine, as it runs in no container',
      remedy: 'Run it with --runtime docker.',
    });
  },
});

/**
 * What npm adds to the environment of its scripts would only be true of the harness. Compiled code is kept from run to
 * run, so that four services which start at once on two cores do not compile the same files four times.
 */
const environmentOfServices = (): NodeJS.ProcessEnv => ({
  ...withoutProxyToSelf(
    Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.toLowerCase().startsWith('npm_'))),
  ),
  NODE_COMPILE_CACHE: join(cacheFolder(), 'compiled'),
});
