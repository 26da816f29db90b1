import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, vi } from 'vitest';
import { docker } from '../docker.ts';
import { madeImage, root } from './image.ts';

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  readonly body: any;
}

/** What docker-compose.yml brings up, under a name of its own, and on ports that nobody else has. */
export interface Project {
  compose(...words: string[]): Promise<string>;
  get(service: string, path: string, headers?: Record<string, string>): Promise<Answer>;
  post(service: string, path: string, body?: object): Promise<Answer>;
  /** Waits until a service answers with this. */
  says(service: string, path: string, expected: object): Promise<void>;
  /** Waits until Docker calls all of these healthy. */
  healthy(services: readonly string[]): Promise<void>;
  /** By service, what changes when a container is started again: when it was, its process, and how often a policy did it. */
  lives(): Promise<Record<string, string>>;
  /** Their names, sorted. */
  readonly volumes: readonly string[];
  /** Containers, networks and volumes of the project, and those of `known` that are still there. */
  remains(known?: readonly string[]): Promise<string[]>;
}

/** So long a whole system may take on a machine where others are busy, too. */
const patience = { timeout: 90_000, interval: 200 };
/** The kernel chooses: two runs, or a system that a person has brought up, are not in each other's way. */
const anyPort = '0';
const published = ['TOXIPROXY', 'CENTRAL', 'DRIVER', ...[1, 2, 3].flatMap((n) => [`ENGINE_${n}`, `MONITOR_${n}`])];

export async function composed(name: string): Promise<Project> {
  const environment = {
    NORESTART_SERVICES_IMAGE: await madeImage(),
    ...Object.fromEntries(published.map((service) => [`NORESTART_${service}_PORT`, anyPort])),
  };
  const run = (...words: string[]) =>
    docker(['compose', '-p', name, '-f', join(root, 'docker-compose.yml'), ...words], { environment });
  /** Kept, because to ask Compose for one takes longer than what is asked there. */
  const ports = new Map<string, number>();
  const portOf = async (service: string): Promise<number> => {
    const port = ports.get(service) ?? Number((await run('port', service, '8080')).split(':').at(-1));
    ports.set(service, port);
    return port;
  };
  // A container that is started again is published elsewhere.
  const compose = (...words: string[]) => run(...words).finally(() => ports.clear());

  const send = async (
    method: string,
    service: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ) => {
    const asking = request({ host: '127.0.0.1', port: await portOf(service), path, method, headers, timeout: 10_000 });
    asking.once('timeout', () => asking.destroy(new Error(`${service} is silent.`)));
    asking.end(body && JSON.stringify(body));
    const [answer] = await once(asking, 'response');
    const said = await text(answer);
    return { status: answer.statusCode, body: said === '' ? undefined : JSON.parse(said) };
  };
  const get: Project['get'] = (service, path, headers = {}) => send('GET', service, path, headers);
  const label = `label=com.docker.compose.project=${name}`;
  const containers = async () => words(await docker(['ps', '--all', '--quiet', '--filter', label]));
  const inspected = async (format: string) =>
    lines(await docker(['inspect', '--format', format, ...(await containers())]));
  const service = '{{index .Config.Labels "com.docker.compose.service"}}';

  return {
    compose,
    volumes: ['central', 'driver', 'engine-1', 'engine-2', 'engine-3', 'kafka'].map((each) => `${name}_${each}`),
    get,
    post: (name, path, body) => send('POST', name, path, { 'content-type': 'application/json' }, body ?? {}),
    says: (name, path, expected) =>
      vi.waitFor(async () => expect((await get(name, path)).body).toMatchObject(expected), patience),
    healthy: (services) =>
      vi.waitFor(async () => {
        const now = await inspected(`${service} {{with .State.Health}}{{.Status}}{{end}}`);
        expect(now).toEqual(expect.arrayContaining(services.map((each) => `${each} healthy`)));
      }, patience),
    lives: async () => {
      const found = await inspected(`${service} {{.State.StartedAt}} pid {{.State.Pid}} restarts {{.RestartCount}}`);
      return Object.fromEntries(found.map((line) => [line.split(' ')[0], line]));
    },
    remains: async (known = []) => {
      // A volume without a name bears no label of the project: it is known by the container that it was made for.
      const there = await containers();
      const mounts = there.length === 0 ? [] : await inspected('{{range .Mounts}}{{.Name}} {{end}}');
      const volumes = words(await docker(['volume', 'ls', '--quiet']));
      const labelled = words(await docker(['volume', 'ls', '--quiet', '--filter', label]));
      const networks = words(await docker(['network', 'ls', '--quiet', '--filter', label]));
      const ours = new Set([...mounts.flatMap(words), ...labelled, ...known]);
      return [...there, ...networks, ...volumes.filter((volume) => ours.has(volume))];
    },
  };
}

const words = (said: string): string[] => said.split(/\s+/).filter((word) => word !== '');
const lines = (said: string): string[] => said.split('\n').filter((line) => line !== '');
