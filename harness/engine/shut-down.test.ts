import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../tests/support/native/temporary-folder.ts';
import { tinyRun } from '../../tests/support/native/tiny-run.ts';
import { startService } from '../model/actions.ts';
import { probeClaims } from '../probes/claim.ts';
import { probeUsage } from '../probes/usage.ts';
import { openHistory } from '../store/writer.ts';
import { shutDown } from './shut-down.ts';

const run = tinyRun();

const open = () => {
  const recorder = openHistory({
    path: join(temporaryFolder(), 'history.jsonl'),
    onBroken: (error) => {
      throw error;
    },
  });
  onTestFinished(() => recorder.close());
  return recorder;
};
const onDefect = (error: unknown) => {
  throw error;
};

/** Starts the talker and waits until it says that it listens. */
async function start(recorder: ReturnType<typeof open>) {
  const said = run.talker.log.follow();
  said();
  const running = await startService(run.talker, { recorder, by: 'test' });
  onTestFinished(() => run.talker.running()?.kill());
  await expect.poll(() => said().some((line) => line.startsWith('listening')), { timeout: 10_000 }).toBe(true);
  return running;
}

describe('a service that is asked to end', () => {
  test('and does so has left nothing, with code 0', async () => {
    const recorder = open();
    const { identity, exited } = await start(recorder);
    await shutDown(run.environment.services, recorder, 2000);
    const { pid } = identity;
    const [fact, ...others] = recorder.history().of('shut-down');
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ service: 'talker', pid, left: 0 });
    expect(fact?.tookMs).toBeLessThan(2000);
    expect(await exited).toEqual({ code: 0, signal: null });
  });

  test('and that answers no signal is counted before it is killed', async () => {
    const recorder = open();
    const running = await start(recorder);
    await fetch(`http://127.0.0.1:${run.talker.address('http').port}/deaf`);
    await shutDown([run.talker], recorder, 2000);
    const [fact] = recorder.history().of('shut-down');
    expect(fact?.tookMs).toBeUndefined();
    expect(fact?.left).toBe(1);
    expect((await running.exited).signal).toBe('SIGKILL');
  });
});

test('what a service uses is written with its pid and the length of its log', async () => {
  const recorder = open();
  const { identity } = await start(recorder);
  const probe = probeUsage({ service: run.talker, recorder, onDefect });
  await probe.stop();
  const fact = recorder.history().of('usage').at(-1);
  expect(fact).toMatchObject({ service: 'talker', pid: identity.pid, logBytes: run.talker.log.bytes() });
  expect(fact?.residentBytes).toBeGreaterThan(20e6);
  expect(fact?.logBytes).toBeGreaterThan(0);
});

test('of a service that does not run nothing is written', async () => {
  const recorder = open();
  await probeUsage({ service: run.talker, recorder, onDefect }).stop();
  await shutDown([run.talker], recorder, 2000);
  expect(recorder.history().facts).toEqual([]);
});

test('each line that claims something is one claim', async () => {
  const recorder = open();
  await start(recorder);
  const claims = (line: string) => (line.startsWith('listening') ? { event: line } : undefined);
  await probeClaims({ service: run.talker, claims, recorder, onDefect }).stop();
  const { port } = run.talker.address('http');
  const facts = recorder.history().of('claim');
  expect(facts.length).toBeGreaterThan(0);
  for (const fact of facts) expect(fact).toMatchObject({ service: 'talker', event: `listening on ${port}` });
});
