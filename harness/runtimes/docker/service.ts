import { join } from 'node:path';
import type { Address } from '../../model/address.ts';
import type { RunningService, Service } from '../../model/environment.ts';
import type { ServiceDescription } from '../../model/service.ts';
import { addressOf } from '../shared/addresses.ts';
import { moverOf } from '../shared/clock.ts';
import { logIn } from '../shared/follow-log.ts';
import { cannotStart } from '../shared/refused-start.ts';
import type { ContainerClock } from './clock.ts';
import { createContainer } from './container.ts';
import { createOptions } from './create-options.ts';
import { asked } from './engine.ts';
import type { Ground } from './ground.ts';
import { serviceData } from './layout.ts';
import type { Life } from './life.ts';
import { exhaustMemory, freeMemory } from './memory.ts';
import { createVolume, removeVolume } from './volume.ts';

export interface DockerServiceOptions {
  readonly ground: Ground;
  readonly description: ServiceDescription;
  /** Its program and its arguments. */
  readonly command: readonly string[];
  /** Where it listens, by the name of the port. */
  readonly addresses: ReadonlyMap<string, Address>;
  /** Undefined: it goes by this machine's, and cannot be moved. */
  readonly clock?: ContainerClock | undefined;
  /** A further network that it is in. */
  readonly names?: string | undefined;
}

/** `end` is for the environment: it also ends what did not end in good order, and removes its data. */
export interface DockerService extends Service {
  end(options: { readonly graceMs: number }): Promise<void>;
}

/** Configures a service: its container is there, with an empty volume, and does not run. */
export async function configureService(options: DockerServiceOptions): Promise<DockerService> {
  const {
    ground,
    description,
    addresses,
    command: [program = '', ...words],
    clock,
  } = options;
  const { engine, events, network, labels, images } = ground;
  const { name } = description;
  const logFile = join(ground.options.folder, 'logs', `${name}.log`);
  const volume = await createVolume(engine, `${network}-${name}`, labels);
  const create = createOptions(ground, {
    name,
    image: images.services,
    entrypoint: [program],
    command: words,
    environment: { NORESTART_RUN: ground.options.run, ...clock?.environment },
    ports: [...addresses.values()].map(({ port }) => port),
    host: {
      Binds: [`${volume}:${serviceData}`],
      Mounts: [...(clock?.mounts ?? [])],
      RestartPolicy: { Name: description.restartPolicy ?? 'no' },
    },
  });
  const configured = await createContainer({ engine, events, what: name, create, logFile });
  const { names } = options;
  if (names) {
    await asked(`Taking ${name} into the network ${names}`, () =>
      engine.docker.getNetwork(names).connect({ Container: configured.id }),
    );
  }
  let current: { readonly life: Life; readonly service: RunningService } | undefined;
  let starting: Promise<Life> | undefined;
  let ended = false;
  const running = () => (current && !current.life.hasExited() ? current.service : undefined);
  const begin = async (): Promise<Life> => {
    await freeMemory(engine, configured);
    return configured.start();
  };
  const start = async () => {
    if (ended) throw cannotStart(name, 'the environment was taken down');
    if (starting || running()) throw cannotStart(name, 'it is running or starting already');
    starting = begin();
    try {
      const life = await starting;
      current = {
        life,
        service: runningService(life, (signal) => exhaustMemory({ what: name, configured, life, signal })),
      };
      return current.service;
    } finally {
      starting = undefined;
    }
  };
  const end = async (grace: { readonly graceMs: number }) => {
    ended = true;
    await starting?.catch(() => undefined);
    if (running()) await current?.life.stop(grace);
    await configured.remove();
    await removeVolume(engine, volume);
  };
  const address = (port: string) => addressOf(name, addresses, port);
  return { description, address, start, running, log: logIn(logFile), moveClock: moverOf(name, clock), end };
}

const runningService = (life: Life, exhaust: RunningService['exhaust']): RunningService => {
  const { identity, exited, pause, resume, status, limit, limits, members, stop } = life;
  return {
    ...{ identity, exited, pause, resume, status, limit, limits, members, stop, exhaust },
    kill: async () => void (await life.kill()),
  };
};
