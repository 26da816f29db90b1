import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { end, openPlace } from '../../../tests/support/system/engine/process.ts';

let place: Awaited<ReturnType<typeof openPlace>>;
beforeEach(async () => {
  place = await openPlace();
});
afterEach(() => place.close());

const identity = ['CP-1', '45'];

test('an engine says what it waits for, and knows who it is when its monitor has come', async () => {
  const { start, call, monitor, until, view } = place;
  await start();
  expect((await call('/health')).body).toMatchObject({ ready: false, waitingFor: ['monitor', 'kafka'] });
  expect(await view()).toMatchObject({ chargePointId: null, cannotBegin: expect.stringContaining('No monitor') });
  monitor(...identity);
  const known = await until(({ cannotBegin }) => cannotBegin === null);
  expect(known).toMatchObject({ chargePointId: 'CP-1', priceCentsPerKwh: 45, health: { waitingFor: ['kafka'] } });
  expect(known.monitor).toEqual({ present: true, reachesCentral: true });
  expect(String((await call('/')).body)).toContain('<title>Charge point CP-1</title>');
  const metrics = String((await call('/metrics')).body);
  expect(metrics).toMatch(/^ev_kafka_ready\{.*\} 0$/m);
});

test('what was supplied survives a killed engine, and is told once', async () => {
  const { start, call, monitor, until, outbox } = place;
  const first = await start('--report-every-ms', '100', '--power-w', '1000000');
  monitor(...identity);
  await until(({ cannotBegin }) => cannotBegin === null);
  const { body: begun } = await call('/begin', 'POST');
  const { session } = await until((now) => (now.session?.suppliedWh ?? 0) > 0);
  await end(first, 'SIGKILL');
  const second = await start();
  const { last } = await until((now) => now.last !== null);
  expect(last).toMatchObject({ id: begun.id, state: 'ended', reason: 'The engine was restarted.' });
  expect(last?.suppliedWh).toBeGreaterThanOrEqual(session?.suppliedWh ?? Number.NaN);
  await end(second, 'SIGTERM');
  await start();
  await until(({ cannotBegin }) => cannotBegin === null);
  const told = outbox().filter(({ type }) => type !== 'supply-reported');
  expect(told.map(({ type }) => type)).toEqual(['charge-begun', 'supply-started', 'supply-ended']);
  expect(told.at(-1).payload.suppliedWh).toBe(last?.suppliedWh);
});

test('a monitor that goes ends the charge, and one that comes back lets the next one begin', async () => {
  const { start, call, monitor, until } = place;
  await start('--monitor-silent-after-ms', '700');
  const { leave } = monitor(...identity);
  await until(({ cannotBegin }) => cannotBegin === null);
  expect((await call('/begin', 'POST')).status).toBe(201);
  await leave();
  const { last, cannotBegin } = await until(({ session }) => session === null);
  expect([last?.reason, cannotBegin]).toEqual(['The monitor is silent.', 'The monitor is silent.']);
  expect((await call('/begin', 'POST')).status).toBe(409);
  monitor(...identity);
  await until((now) => now.cannotBegin === null);
  expect((await call('/begin', 'POST')).status).toBe(201);
});

test('an engine that is itself held up does not take its monitor for silent', async () => {
  const { start, call, monitor, until, view } = place;
  // A busy machine may hold up the test's own monitor, too, which beats each second; and that is another story.
  const silentAfterMs = 4000;
  const child = await start('--monitor-silent-after-ms', String(silentAfterMs));
  monitor(...identity);
  await until(({ cannotBegin }) => cannotBegin === null);
  const { body: begun } = await call('/begin', 'POST');
  child.kill('SIGSTOP');
  // This is the fault itself, and not a wait for anything.
  await delay(silentAfterMs + 300);
  child.kill('SIGCONT');
  await view();
  expect((await view()).session?.id).toBe(begun.id);
});

test('a charge point that is broken stays so until it is repaired, whoever starts it anew', async () => {
  const { start, call, monitor, view, until } = place;
  const first = await start();
  monitor(...identity);
  await until(({ cannotBegin }) => cannotBegin === null);
  expect((await call('/break', 'POST')).status).toBe(204);
  await end(first, 'SIGKILL');
  await start();
  expect(await view()).toMatchObject({ fault: 'It was broken by hand.' });
  expect((await call('/repair', 'POST')).status).toBe(204);
  expect((await view()).fault).toBeNull();
});
