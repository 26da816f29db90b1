import { describe, expect, test } from 'vitest';
import { cannotRun, town } from '../support/whole-system/town.ts';

const talkers = ['central', 'D-1', 'engine-CP-1'];
const here = town({ settings: { 'D-1': ['--outbox-limit', '3'] } });
const never = new AbortController().signal;

describe.skipIf(cannotRun)('when Kafka dies', () => {
  test('every service stays, says so, keeps what it accepts, refuses what it cannot keep, and works again by itself', async () => {
    const id = await here.ask('D-1', 'CP-1');
    await here.request('D-1', id, { state: 'authorised' });
    await here.post('engine-CP-1', '/plug');
    await here.request('D-1', id, { state: 'supplying', suppliedWh: expect.any(Number) });
    await here.environment.broker.running()?.kill();
    for (const name of talkers) {
      await here.shows(name, { health: { ready: false, waitingFor: expect.arrayContaining(['kafka']) } }, 4000);
      const { body } = await here.get(name, '/health');
      expect(body).toMatchObject({ live: true, ready: false, waitingFor: expect.arrayContaining(['kafka']) });
      expect((await here.get(name, '/')).body).toMatch(/kafka/i);
    }
    await here.post('engine-CP-1', '/unplug');
    const kept = [await here.ask('D-1', 'CP-1'), await here.ask('D-1', 'CP-1'), await here.ask('D-1', 'CP-1')];
    const refused = await here.post('D-1', '/requests', { chargePointId: 'CP-1' });
    expect(refused).toMatchObject({ status: 503, body: { detail: expect.stringContaining('Kafka') } });
    expect((await here.get('D-1', '/requests')).body).toHaveLength(1 + kept.length);

    await here.environment.broker.start(never);
    await here.request('D-1', id, { state: 'charged' }, 15_000);
    for (const name of talkers) await here.shows(name, { health: { ready: true } });
    // Whether the place is free already is a race between the driver and the engine; that each is answered is none.
    for (const each of kept) await here.request('D-1', each, { state: expect.stringMatching(/authorised|denied/) });
    await here.post('engine-CP-1', '/plug');
    await here.post('engine-CP-1', '/unplug');
    for (const each of kept) await here.request('D-1', each, { state: expect.stringMatching(/charged|denied/) });
    const after = await here.ask('D-1', 'CP-1', 10);
    await here.request('D-1', after, { state: 'authorised' });
    await here.post('engine-CP-1', '/plug');
    await here.post('engine-CP-1', '/unplug');
    await here.request('D-1', after, { state: 'charged' });
  });
});
