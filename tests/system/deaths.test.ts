import { describe, expect, test } from 'vitest';
import { cannotRun, town } from '../support/whole-system/town.ts';

const here = town({ chargePoints: 2, drivers: 2 });
const [engine, monitor] = ['engine-CP-1', 'monitor-CP-1'];

/** A charge that runs at CP-1. */
async function supplying(): Promise<string> {
  await here.card('CP-1', { state: 'ACTIVATED' });
  const id = await here.ask('D-1', 'CP-1');
  await here.request('D-1', id, { state: 'authorised' });
  await here.post(engine, '/plug');
  await here.card('CP-1', { state: 'SUPPLYING', session: { id } });
  await here.request('D-1', id, { state: 'supplying', suppliedWh: expect.any(Number) });
  return id;
}

describe.skipIf(cannotRun)('when a part dies, and nothing else is restarted', () => {
  test('monitor: disconnected within 3 s, the session ends with its ticket, nothing new, back by itself', async () => {
    const id = await supplying();
    await here.kill(monitor);
    await here.card('CP-1', { state: 'DISCONNECTED' }, 3000);
    await here.request('D-1', id, { state: 'charged', reason: expect.stringContaining('monitor') });
    const denied = await here.ask('D-1', 'CP-1');
    await here.request('D-1', denied, { state: 'denied', reason: expect.stringContaining('disconnected') });
    expect(await here.post(engine, '/begin', {})).toMatchObject({ status: 409 });
    await here.card('CP-2', { state: 'ACTIVATED' });
    await here.start(monitor);
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.shows(engine, { cannotBegin: null });
  });

  test('engine: broken within 3 s, the driver is told, and what was supplied is paid for once when it is back', async () => {
    const id = await supplying();
    const { suppliedWh } = (await here.get('D-1', `/requests/${id}`)).body;
    await here.kill(engine);
    await here.card('CP-1', { state: 'BROKEN', fault: expect.stringContaining('does not answer') }, 3000);
    await here.request('D-1', id, { state: 'supplying', reason: expect.stringContaining('broken') });
    const denied = await here.ask('D-2', 'CP-1');
    await here.request('D-2', denied, { state: 'denied', reason: expect.stringContaining('broken') });
    await here.start(engine);
    const done = await here.request('D-1', id, { state: 'charged' });
    expect(done.suppliedWh).toBeGreaterThanOrEqual(suppliedWh);
    await here.card('CP-1', { state: 'ACTIVATED' });
    const tickets = (await here.get('central', '/tickets')).body;
    expect(tickets.filter(({ session }: { session: string }) => session === id)).toHaveLength(1);
  });

  test('an engine that breaks says so itself, ends its session with a ticket, and is well when it is repaired', async () => {
    const id = await supplying();
    await here.post(engine, '/break', { reason: 'Smoke.' });
    await here.card('CP-1', { state: 'BROKEN', fault: expect.stringContaining('Smoke.') }, 3000);
    await here.request('D-1', id, { state: 'charged', reason: expect.stringContaining('Smoke.') });
    await here.kill(engine);
    await here.start(engine);
    await here.shows(engine, { fault: expect.stringContaining('Smoke.') });
    await here.post(engine, '/repair');
    await here.card('CP-1', { state: 'ACTIVATED' });
  });

  test('driver: its session goes on, and when it is back it sees the result of all that it asked for', async () => {
    const id = await supplying();
    await here.kill('D-1');
    await here.card('CP-1', { state: 'SUPPLYING', session: { id } });
    await here.post(engine, '/unplug');
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.start('D-1');
    await here.request('D-1', id, { state: 'charged', suppliedWh: expect.any(Number) });
  });

  test('central: sessions go on to their end, then nothing new; requests get a clear answer; all is known when it is back', async () => {
    const id = await supplying();
    const before = (await here.get('central', '/tickets')).body.length;
    await here.kill('central');
    await here.shows('D-1', { central: { reachable: false } }, 6000);
    const answer = await here.post('D-2', '/requests', { chargePointId: 'CP-2' });
    expect(answer).toMatchObject({
      status: 503,
      body: { detail: expect.stringContaining('Cannot reach the central') },
    });
    await here.shows(engine, { session: { id, state: 'supplying' }, monitor: { reachesCentral: false } });
    await here.post(engine, '/unplug');
    await here.shows(engine, { session: null, cannotBegin: expect.stringContaining('central') });
    expect(await here.post(engine, '/begin', {})).toMatchObject({ status: 409 });
    await here.start('central');
    await here.request('D-1', id, { state: 'charged' });
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.card('CP-2', { state: 'ACTIVATED' });
    expect((await here.get('central', '/tickets')).body).toHaveLength(before + 1);
    await here.shows('D-2', { central: { reachable: true } });
    await here.request('D-2', await here.ask('D-2', 'CP-2'), { state: 'authorised' });
    await here.post('engine-CP-2', '/plug');
    await here.post('engine-CP-2', '/unplug');
  });

  test('central starts while nobody is there: disconnected, until the monitors have connected', async () => {
    await Promise.all([here.kill('monitor-CP-1'), here.kill('monitor-CP-2'), here.kill('central')]);
    await here.start('central');
    await here.card('CP-1', { state: 'DISCONNECTED', lastLifeSignAt: null, since: expect.any(Number) });
    await Promise.all([here.start('monitor-CP-1'), here.start('monitor-CP-2')]);
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.card('CP-2', { state: 'ACTIVATED' });
  });

  test('link from monitor to engine: as if each had lost the other, and back by itself', async () => {
    const id = await supplying();
    await here.cut('toEngine');
    await here.card('CP-1', { state: 'BROKEN', fault: expect.stringContaining('does not answer') }, 3000);
    await here.request('D-1', id, { state: 'charged', reason: expect.stringContaining('monitor') });
    await here.mend('toEngine');
    await here.card('CP-1', { state: 'ACTIVATED' });
  });

  test('link from monitor to central: as if each had lost the other, and back by itself', async () => {
    const id = await supplying();
    await here.cut('toCentral');
    await here.card('CP-1', { state: 'DISCONNECTED' }, 3000);
    await here.shows(engine, { monitor: { present: true, reachesCentral: false }, session: { id } });
    await here.post(engine, '/unplug');
    expect(await here.post(engine, '/begin', {})).toMatchObject({ status: 409 });
    await here.request('D-1', id, { state: 'charged' });
    await here.mend('toCentral');
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.shows(engine, { cannotBegin: null });
  });
});
