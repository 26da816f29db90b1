import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { meets, met } from '../../../../tests/support/native/outside.ts';
import { records, send } from '../../../../tests/support/native/records.ts';
import { scratchFolderOf, tinyRun } from '../../../../tests/support/native/tiny-run.ts';
import type { RunningBroker } from '../../../model/environment.ts';
import { processesOfRun, processStatus } from '../../machine/processes.ts';
import { waitUntil } from '../../shared/wait.ts';

const run = tinyRun();
const never = new AbortController().signal;
const dataFile = (name: string) => join(scratchFolderOf(run.options.run), 'kafka', name);
const pids = () =>
  processesOfRun(run.options.run)
    .map(({ pid }) => pid)
    .sort();
const places = () => [run.environment.admin, run.route.listen];
/** An open route accepts for a broker that is not there, and drops the connection, with or without a RST. */
const absent = ['refused', expect.stringMatching(/^(closed|reset)$/)];
const seen = () => Promise.all(places().map(met));

async function start(): Promise<RunningBroker> {
  const broker = await run.environment.broker.start(never);
  await Promise.all(places().map((place) => meets(place, 'answers')));
  return broker;
}

afterEach(() => run.environment.broker.running()?.kill());

describe('a broker, seen from outside', () => {
  test('answers on its own listener and through the route once it is started, and not before', async () => {
    expect(run.environment.broker.running()).toBeUndefined();
    expect(await seen()).toEqual(absent);
    const broker = await start();
    expect(run.environment.broker.running()).toBe(broker);
    expect(processStatus(broker.identity.pid)).toMatchObject({ ...broker.identity, group: broker.identity.pid });
    await expect(run.environment.broker.start(never)).rejects.toThrow(/running or starting already/);
  });

  test('that is stopped is gone, after a clean shutdown', async () => {
    const broker = await start();
    await broker.stop(never);
    // 128 + 15: Java's own way to end by SIGTERM.
    expect(await broker.exited).toEqual({ code: 143, signal: null });
    expect(existsSync(dataFile('.kafka_cleanshutdown'))).toBe(true);
    expect(run.environment.broker.running()).toBeUndefined();
    expect(processStatus(broker.identity.pid)).toBeUndefined();
    expect(await seen()).toEqual(absent);
  });

  test('that is killed is gone at once, and shut nothing down', async () => {
    const broker = await start();
    await broker.kill();
    expect(await broker.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(existsSync(dataFile('.kafka_cleanshutdown'))).toBe(false);
    expect(await seen()).toEqual(absent);
  });

  test('that is paused is silent, and the same one answers when it is resumed', async () => {
    const broker = await start();
    await broker.pause();
    expect(await seen(), 'the kernel accepts for it').toEqual(['silent', 'silent']);
    await broker.resume();
    await Promise.all(places().map((place) => meets(place, 'answers')));
    expect(run.environment.broker.running()?.identity).toEqual(broker.identity);
    await broker.pause();
    await broker.stop(never);
    expect(await broker.exited, 'a paused one can be stopped, too').toEqual({ code: 143, signal: null });
  });

  test('that is started again has the same ports and its records, after a stop and after a kill', async () => {
    const [first, ports] = [await start(), places()];
    await send(run.route.listen, [{ value: 'before the stop' }]);
    await first.stop(never);
    const second = await start();
    await send(run.route.listen, [{ value: 'before the kill' }]);
    await second.kill();
    const third = await start();
    expect(new Set([first, second, third].map(({ identity }) => identity.pid)).size).toBe(3);
    expect(places()).toEqual(ports);
    const values = (await records(run.environment.admin)).map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['before the stop', 'before the kill']));
  });
});

describe('a broker that cannot start', () => {
  test('is told by its last words, leaves nothing running, and starts when it can', async () => {
    const before = pids();
    const properties = readFileSync(dataFile('meta.properties'), 'utf8');
    writeFileSync(dataFile('meta.properties'), properties.replace('node.id=1', 'node.id=77'));
    const failure = await run.environment.broker.start(never).catch((error) => error);
    expect(failure).toMatchObject({ kind: 'defect', remedy: expect.stringContaining('broker.log') });
    expect(failure.message).toMatch(/exit code 1 .*it said:\n.*node id.* 77/is);
    expect(pids()).toEqual(before);
    expect(run.environment.broker.running()).toBeUndefined();
    writeFileSync(dataFile('meta.properties'), properties);
    await start();
  });

  test('because its start is aborted leaves nothing running', async () => {
    const before = pids();
    const ending = new AbortController();
    const starting = run.environment.broker.start(ending.signal);
    const born = { what: 'there is a broker process', withinMs: 5000, everyMs: 1, remedy: '' };
    await waitUntil(born, () => pids().length > before.length);
    ending.abort(new Error('Ctrl-C'));
    await expect(starting).rejects.toThrow('Ctrl-C');
    expect(pids()).toEqual(before);
  });
});
