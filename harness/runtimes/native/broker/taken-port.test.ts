import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { meets, met } from '../../../../tests/support/native/outside.ts';
import { records, send } from '../../../../tests/support/native/records.ts';
import { tinyRun } from '../../../../tests/support/native/tiny-run.ts';
import type { Address } from '../../../model/address.ts';
import { processesOfRun } from '../../machine/processes.ts';
import { waitUntil } from '../../shared/wait.ts';

const run = tinyRun();
const never = new AbortController().signal;
const log = () => readFileSync(join(run.options.folder, 'logs', 'broker.log'), 'utf8');
const moves = () => run.lines.filter((line) => line.includes('moving it to others'));

afterEach(() => run.environment.broker.running()?.kill());

/** A stranger who listens there for the rest of the test. */
async function take({ host, port }: Address): Promise<void> {
  const stranger = createServer((socket) => socket.on('error', () => undefined).end('not Kafka'));
  const listening = Promise.withResolvers<void>();
  stranger.once('error', listening.reject).listen(port, host, listening.resolve);
  await listening.promise;
  onTestFinished(() => void stranger.close());
}

test('a broker whose port was taken meanwhile moves to others, with its data, and its routes follow', async () => {
  const { environment, route } = run;
  const [admin, upstream, listen] = [environment.admin, route.upstream, route.listen];
  const first = await environment.broker.start(never);
  await meets(listen, 'answers');
  await send(listen, [{ value: 'before the move' }]);
  await first.stop(never);
  await take(upstream);
  await environment.broker.start(never);
  await meets(listen, 'answers');
  await meets(environment.admin, 'answers');
  expect(route.listen, 'what a service knows does not change').toEqual(listen);
  expect(route.upstream).not.toEqual(upstream);
  expect(environment.admin).not.toEqual(admin);
  expect(await met(upstream), 'the stranger was left alone').toBe('garbled');
  expect((await records(environment.admin)).map(({ value }) => value)).toEqual(['before the move']);
  expect(moves()).toHaveLength(1);
});

test('a broker whose port is taken while Java starts moves as well', async () => {
  const { environment, route } = run;
  const [before, movesBefore, upstream] = [processesOfRun(run.options.run).length, moves().length, route.upstream];
  const starting = environment.broker.start(never);
  const born = { what: 'there is a broker process', withinMs: 5000, everyMs: 1, remedy: '' };
  await waitUntil(born, () => processesOfRun(run.options.run).length > before);
  await take(upstream);
  await starting;
  await meets(route.listen, 'answers');
  expect(route.upstream).not.toEqual(upstream);
  expect(moves()).toHaveLength(movesBefore + 1);
  expect(log(), 'Java found out, and not the look beforehand').toMatch(/address already in use/i);
});
