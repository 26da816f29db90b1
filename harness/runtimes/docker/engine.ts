import Docker from 'dockerode';
import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import { Failure } from '../../model/failure.ts';

/** The Docker engine of this machine: what testcontainers makes of it, and its bare client for all the rest. */
export interface Engine {
  readonly client: ContainerRuntimeClient;
  readonly docker: Docker;
  readonly version: string;
}

/**
 * Finds the engine as testcontainers does (DOCKER_HOST, the usual socket, a rootless one). Throws a `Failure` of the kind
 * 'missing' that says why there is none that can be used.
 */
export async function connectEngine(environment: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  refuseElsewhere(environment.DOCKER_HOST);
  try {
    const client = await getContainerRuntimeClient();
    // The same connection, with the calls that testcontainers has no words for: kill, pause, events, update.
    const docker = Object.assign(new Docker(), { modem: client.container.getById('any').modem });
    refuseElsewhere(docker.modem.host === undefined ? undefined : `tcp://${docker.modem.host}`);
    // Where nobody answers at DOCKER_HOST testcontainers takes another engine, without a word: that is not what was meant.
    const meant = /^unix:\/\/(.*)$/.exec(environment.DOCKER_HOST ?? '')?.[1];
    if (meant !== undefined && docker.modem.socketPath !== meant) throw await unreachable(environment, undefined);
    return { client, docker, version: String(client.info.containerRuntime.serverVersion) };
  } catch (error) {
    throw error instanceof Failure ? error : await unreachable(environment, error);
  }
}

const attempted = 'Reaching a Docker engine';
const otherwise = 'Or use the native runtime (--runtime native): `norestart doctor` says what that needs.';

/** Published ports, addresses of containers and their processes are looked at from here, so it must be this machine's. */
function refuseElsewhere(host: string | undefined): void {
  if (host === undefined || !/^(tcp|ssh|https?):/.test(host)) return;
  if (/^(tcp|https?):\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/.test(host)) return;
  throw new Failure('missing', {
    attempted,
    happened: `DOCKER_HOST is ${host}, on another machine: its ports are published there, and its processes are not seen from here`,
    remedy: `Unset DOCKER_HOST to use the engine of this machine, or run norestart on that one. ${otherwise}`,
  });
}

/** Testcontainers only says that it found none: asked directly, the socket says why. */
async function unreachable(environment: NodeJS.ProcessEnv, cause: unknown): Promise<Failure> {
  const said: NodeJS.ErrnoException | undefined = await new Docker().ping().then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );
  const where = environment.DOCKER_HOST ?? '/var/run/docker.sock';
  const [happened, remedy] =
    said?.code === 'EACCES' || said?.code === 'EPERM'
      ? [
          `${where} is there, and this user may not use it`,
          'Add the user to the group docker (usermod -aG docker <user>, then log in again), or set DOCKER_HOST to a rootless engine.',
        ]
      : said?.code === 'ENOENT' || said?.code === 'ECONNREFUSED'
        ? [`nobody answers at ${where}`, 'Start Docker (systemctl start docker), or set DOCKER_HOST.']
        : [said?.message ?? String(cause), 'See whether `docker version` works; DOCKER_HOST says where the engine is.'];
  return new Failure('missing', { attempted, happened, remedy: `${remedy} ${otherwise}`, cause });
}

const goneCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE']);

/** Whether an error means that the engine itself is away: then nothing can be said of what runs on it. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  (goneCodes.has((error as NodeJS.ErrnoException).code ?? '') || error.message.includes('socket hang up'));

export const engineGone = (cause?: unknown): Failure =>
  new Failure('missing', {
    attempted: 'Working with the Docker engine',
    happened: 'it has gone away in the middle of the run: nothing is known of what became of the system',
    remedy: 'Look why it ended (journalctl -u docker), start it, run `norestart clean`, and then the scenario again.',
    cause,
  });

/** The HTTP status with which the engine refused; undefined when it was no refusal. */
export const refusal = (error: unknown): number | undefined => (error as { statusCode?: number }).statusCode;

/** Does something on the engine; what it refuses is told with what was attempted, and its own words. */
export async function asked<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (isGone(cause)) throw engineGone(cause);
    throw new Failure('defect', {
      attempted: what,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy:
        'Its words say what Docker did not like; `docker ps -a --filter label=norestart.run` shows what there is.',
      cause,
    });
  }
}
