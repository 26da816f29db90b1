import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { authority } from '../../../harness/model/address.ts';
import type { Environment, Route, Service } from '../../../harness/model/environment.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { cannotRun } from '../messaging/kafka.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';
import { checkBooks } from './books.ts';
import { describeTown, type LinkName, type TownOptions } from './description.ts';

export { cannotRun };

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  readonly body: any;
}

/** The system as real processes on a real Kafka, everything reached as a user would: over HTTP, and by the kill of a process. */
export interface Town {
  readonly environment: Environment;
  /** All that a service wrote to its log. */
  log(service: string): string;
  get(service: string, path: string): Promise<Answer>;
  post(service: string, path: string, body?: object): Promise<Answer>;
  /** What the service's page shows; undefined while it does not answer. */
  view(service: string): Promise<Answer['body']>;
  /** Waits until what the page shows matches, and answers with it; this wait and those below end after 10 s unless told when. */
  shows(service: string, expected: object, withinMs?: number): Promise<Answer['body']>;
  /** SIGKILL. */
  kill(service: string): Promise<void>;
  start(service: string): Promise<void>;
  /** Cuts or mends a link of CP-1's monitor. */
  cut(link: LinkName): Promise<void>;
  mend(link: LinkName): Promise<void>;
  /** Asks for a charge at a charge point and answers with the request's id, which was accepted. */
  ask(driver: string, chargePointId: string, targetWh?: number): Promise<string>;
  /** Waits for what the driver's page says of a request. */
  request(driver: string, id: string, expected: object, withinMs?: number): Promise<Answer['body']>;
  /** Waits for the card of a charge point on central's panel. */
  card(id: string, expected: object, withinMs?: number): Promise<Answer['body']>;
}

const provisioningMs = 10 * 60_000;
/** Where no time is promised: how long a test waits before it says that something did not come. */
const patienceMs = 10_000;
const never = new AbortController().signal;
let runs = 0;

/** Call it at the top of a test file. When the tests are over, the books of the whole town must be right. */
export function town(options: TownOptions = {}): Town {
  const folder = temporaryFolder(afterAll);
  const system = describeTown(options);
  const names = system.services.map(({ name }) => name);
  const killed = new Set<string>();
  const firstPids = new Map<string, number>();
  let up: Environment | undefined;
  const environment = () => {
    if (!up) throw new Error('The town is there only while tests go on.');
    return up;
  };
  const service = (name: string): Service => {
    const found = environment().services.find(({ description }) => description.name === name);
    if (!found) throw new Error(`There is no service ${name}, but ${names.join(', ')}.`);
    return found;
  };
  const way = (name: LinkName): Route => {
    const found = environment().links.find((link) => link.service === name);
    if (!found) throw new Error(`There is no link ${name}.`);
    return found;
  };
  beforeAll(async () => {
    if (cannotRun) return;
    const run = `town-${process.pid}-${++runs}`;
    const settings = { variant: 'resilient', topicProvisioning: 'pre-created', brokerSessionTimeoutMs: 1000 } as const;
    up = await native.up({ run, folder, system, ...settings, progress: () => undefined, signal: never });
    await up.broker.start(never);
    for (const name of names) firstPids.set(name, (await service(name).start()).identity.pid);
    await Promise.all(names.map((name) => here.shows(name, { health: { ready: true } }, 30_000)));
    const points = names.filter((name) => name.startsWith('engine-')).map((name) => name.slice('engine-'.length));
    await Promise.all(points.map((id) => here.card(id, { state: 'ACTIVATED' })));
  }, provisioningMs);
  afterAll(async () => {
    try {
      if (up?.broker.running()) await checkBooks(here);
      for (const [name, pid] of firstPids) {
        if (!killed.has(name)) expect([name, service(name).running()?.identity.pid]).toEqual([name, pid]);
      }
    } finally {
      await up?.down();
    }
  }, 60_000);

  const call = async (name: string, path: string, init?: RequestInit): Promise<Answer> => {
    const response = await fetch(`http://${authority(service(name).address('http'))}${path}`, {
      ...init,
      signal: AbortSignal.timeout(3000),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text,
    };
  };
  const view = async (name: string) => (await call(name, '/view').catch(() => undefined))?.body;
  const here: Town = {
    get environment() {
      return environment();
    },
    log: (name) => readFileSync(join(folder, 'logs', `${name}.log`), 'utf8'),
    get: (name, path) => call(name, path),
    post: (name, path, body) =>
      call(name, path, {
        method: 'POST',
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      }),
    view,
    shows: (name, expected, withinMs = patienceMs) => matches(() => view(name), expected, withinMs),
    kill: async (name) => {
      killed.add(name);
      await service(name).running()?.kill();
    },
    start: async (name) => void (await service(name).start()),
    cut: (link) => way(link).close(),
    mend: (link) => way(link).open(),
    ask: async (driver, chargePointId, targetWh = 10_000) => {
      const { status, body } = await here.post(driver, '/requests', { chargePointId, targetWh });
      expect({ status, body }).toMatchObject({ status: 202 });
      return body.id;
    },
    request: (driver, id, expected, withinMs = patienceMs) =>
      matches(async () => (await here.get(driver, `/requests/${id}`)).body, expected, withinMs),
    card: (id, expected, withinMs = patienceMs) =>
      matches(
        async () => (await view('central'))?.points.find((point: { id: string }) => point.id === id),
        expected,
        withinMs,
      ),
  };
  return here;
}

/** Polls a service from outside until what it says matches; says what it was instead when it does not in time. */
async function matches<Value>(look: () => Promise<Value>, expected: object, withinMs: number): Promise<Value> {
  let last: Value | undefined;
  await vi.waitFor(
    async () => {
      last = await look();
      expect(last).toMatchObject(expected);
    },
    { timeout: withinMs, interval: 20 },
  );
  return last as Value;
}
