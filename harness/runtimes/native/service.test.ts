import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { known, tinyRun } from '../../../tests/support/native/tiny-run.ts';
import { processStatus } from '../machine/processes.ts';
import { waitUntil } from '../shared/wait.ts';

const run = tinyRun();
const project = fileURLToPath(new URL('../../../', import.meta.url));

interface Told {
  readonly pid: number;
  readonly folder: string;
  readonly dataFolder: string;
  readonly environment: NodeJS.ProcessEnv;
}

const url = (path: string) => {
  const { host, port } = run.talker.address('http');
  return `http://${host}:${port}${path}`;
};

/** Starts the talker and resolves with what it tells of itself, once it answers. */
async function start() {
  const running = await run.talker.start();
  let told: Told | undefined;
  await waitUntil({ what: 'the talker answers', withinMs: 10_000, remedy: '' }, async () => {
    told = await fetch(url('/')).then(
      (answer) => answer.json() as Promise<Told>,
      () => undefined,
    );
    return told !== undefined;
  });
  return { running, told: known(told, 'It has answered.') };
}

afterEach(() => run.talker.running()?.kill());

describe('a service', () => {
  test('is a process in a group of its own, known by its pid and start time, on the port that it was given', async () => {
    const { running, told } = await start();
    expect(told.pid).toBe(running.identity.pid);
    expect(processStatus(told.pid)).toMatchObject({ ...running.identity, group: told.pid });
    expect(await running.members()).toEqual([running.identity]);
    expect(run.talker.running()).toBe(running);
  });

  test('starts in the project, with the run’s mark, and without what npm says of the harness', async () => {
    vi.stubEnv('npm_lifecycle_event', 'test');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { told } = await start();
    expect(`${told.folder}/`).toBe(project);
    expect(told.environment.NORESTART_RUN).toBe(run.options.run);
    expect(Object.keys(told.environment).filter((name) => name.toLowerCase().startsWith('npm_'))).toEqual([]);
  });

  test('that ends by itself is seen to, and starts again as another process with the same folder', async () => {
    const first = await start();
    await fetch(url('/exit')).catch(() => undefined);
    expect(await first.running.exited).toEqual({ code: 3, signal: null });
    expect(run.talker.running()).toBeUndefined();
    const second = await start();
    expect(second.running.identity).not.toEqual(first.running.identity);
    expect(second.told.dataFolder).toBe(first.told.dataFolder);
  });

  test('that runs is not started a second time', async () => {
    await start();
    await expect(run.talker.start()).rejects.toThrow(/running or starting already/);
  });

  test('that is stopped ends in its own way, and is gone', async () => {
    const { running } = await start();
    expect(await running.stop({ graceMs: 10_000 })).toEqual({ code: 0, signal: null });
    expect(run.talker.running()).toBeUndefined();
    await expect(fetch(url('/'))).rejects.toThrow();
  });

  test('gets a route only if it talks to Kafka', () => {
    expect(run.environment.services.map(({ description }) => description.name)).toEqual(['talker', 'bystander']);
    expect(run.environment.routes.map(({ service }) => service)).toEqual(['talker']);
  });

  test('has no address by a name that it does not have', () => {
    expect(() => run.talker.address('htpt')).toThrow(/it has http/);
  });
});
