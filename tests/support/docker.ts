import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { versions } from '../../harness/util/pinned-versions.ts';

/** The images that docker-compose.yml takes, each with the variable that names another one. */
export const images = {
  kafka: process.env.NORESTART_KAFKA_IMAGE ?? `apache/kafka:${versions.kafka}`,
  toxiproxy: process.env.NORESTART_TOXIPROXY_IMAGE ?? `ghcr.io/shopify/toxiproxy:${versions.toxiproxy}`,
  node: process.env.NORESTART_NODE_IMAGE ?? 'node:24-bookworm-slim',
} as const;

/** Longest time for one command, in milliseconds: a build on a busy machine is the longest. */
const endsWithinMs = 180_000;

export interface DockerOptions {
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs the real Docker; what it printed. Rejects with what it complained of. */
export async function docker(words: readonly string[], { environment = {} }: DockerOptions = {}): Promise<string> {
  const env = { ...process.env, ...environment };
  const options = { env, timeout: endsWithinMs, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)('docker', [...words], options);
  return stdout.trim();
}

let asked: Promise<string | undefined> | undefined;

/** Why nothing can run in containers here; undefined when it can. It fetches nothing: a test must not wait for that. */
export function whyNoDocker(): Promise<string | undefined> {
  asked ??= look();
  return asked;
}

async function look(): Promise<string | undefined> {
  const complaint = (words: readonly string[]) =>
    docker(words).then(
      () => undefined,
      (error: { readonly code?: unknown; readonly stderr?: string }) =>
        error.code === 'ENOENT' ? 'there is no command `docker`' : (error.stderr ?? '').trim().split('\n').at(-1),
    );
  const daemon = await complaint(['version', '--format', '{{.Server.Version}}']);
  if (daemon !== undefined) return daemon;
  if ((await complaint(['compose', 'version'])) !== undefined) return 'there is no `docker compose` (version 2)';
  for (const image of Object.values(images)) {
    if ((await complaint(['image', 'inspect', image])) !== undefined)
      return `\`docker pull ${image}\` brings what is needed`;
  }
  return undefined;
}
