import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Container, ContainerCreateOptions, ContainerInspectInfo } from 'dockerode';
import { Failure } from '../../model/failure.ts';
import { portTaken } from '../machine/ports.ts';
import { asked, type Engine, engineGone, isGone } from './engine.ts';
import type { Events } from './events.ts';
import { type Life, lifeOf } from './life.ts';
import { captureLog } from './log.ts';
import { removeContainer } from './remove.ts';

export interface ContainerOptions {
  readonly engine: Engine;
  readonly events: Events;
  /** Who it is, for error messages: `broker`, `orders`, … */
  readonly what: string;
  readonly create: ContainerCreateOptions;
  /** What it writes to standard output and error is appended here. */
  readonly logFile: string;
}

/** A container that is there, and may or may not run. */
export interface Configured {
  readonly id: string;
  readonly container: Container;
  /** Starts it and resolves when its process is there. Throws a `Failure`; `isPortTaken` tells one of its reasons. */
  start(): Promise<Life>;
  /** With its anonymous volumes, running or not. One that is gone is no error. */
  remove(): Promise<void>;
}

export async function createContainer(options: ContainerOptions): Promise<Configured> {
  const { engine, events, what, create, logFile } = options;
  mkdirSync(dirname(logFile), { recursive: true });
  const container = await asked(`Making the container of ${what}`, () => engine.client.container.create(create));
  const start = async (): Promise<Life> => {
    events.check();
    const log = await captureLog(engine, container, logFile);
    try {
      await container.start();
    } catch (error) {
      log.drop();
      if (isGone(error)) throw engineGone(error);
      throw notStarted(what, error);
    }
    const info = await asked(`Looking at the container of ${what}`, () => container.inspect());
    assertPolicy(what, create.HostConfig?.RestartPolicy?.Name ?? 'no', info.HostConfig.RestartPolicy?.Name || 'no');
    return lifeOf({ engine, events, what, container, info, log, logFile });
  };
  return { id: container.id, container, start, remove: () => removeContainer(container) };
}

/** Its address in a network; it may have another one after its next start. */
export const addressIn = (info: ContainerInspectInfo, network: string): string =>
  info.NetworkSettings.Networks[network]?.IPAddress ?? '';

/** Another policy than the one that was asked for would start again what has ended, and hide that it had. */
function assertPolicy(what: string, wanted: string, found: string): void {
  if (wanted === found) return;
  throw new Failure('defect', {
    attempted: `Starting the container of ${what} with the restart policy "${wanted}"`,
    happened: `the engine says that it has the policy "${found}"`,
    remedy: 'Look for something that changes containers on this engine (docker update).',
  });
}

function notStarted(what: string, cause: unknown): Failure {
  const said = cause instanceof Error ? cause.message : String(cause);
  const taken = /port is already allocated|address already in use/i.test(said);
  return new Failure(taken ? 'missing' : 'defect', {
    attempted: `Starting the container of ${what}`,
    happened: said.slice(0, 1000),
    remedy: taken
      ? 'Something else listens on its port (ss -ltnp shows what): end that, or start the run again for other ports.'
      : 'Its words say what Docker did not like.',
    cause: taken ? portTaken : cause,
  });
}
