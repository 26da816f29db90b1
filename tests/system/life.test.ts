import { describe, expect, test } from 'vitest';
import { amountCents } from '../../system/contract/money.ts';
import { priceOf } from '../support/whole-system/description.ts';
import { cannotRun, town } from '../support/whole-system/town.ts';

/** 100 Wh each second at CP-1; at CP-2 nobody is waited for longer than a second. */
const here = town({
  chargePoints: 2,
  drivers: 2,
  settings: { 'engine-CP-1': ['--power-w', '360000'], 'engine-CP-2': ['--plug-within-ms', '1000'] },
});
const atFirst = 'engine-CP-1';

describe.skipIf(cannotRun)('the life of a session', () => {
  test('1 to 4: asked, authorised, plugged in, metered, unplugged, and paid for', async () => {
    const id = await here.ask('D-1', 'CP-1');
    await here.request('D-1', id, { state: 'authorised' });
    expect((await here.post(atFirst, '/plug')).status).toBe(204);
    await here.card('CP-1', { state: 'SUPPLYING', session: { driverId: 'D-1', powerW: 360_000 } });
    const shown = await here.request('D-1', id, { state: 'supplying', suppliedWh: expect.any(Number) });
    const card = await here.card('CP-1', { session: { id, suppliedWh: expect.any(Number) } });
    expect(card.session.amountCents).toBe(amountCents(card.session.suppliedWh, priceOf(1)));
    await here.shows(atFirst, { session: { id, state: 'supplying' } });
    expect((await here.post(atFirst, '/unplug')).status).toBe(204);
    const done = await here.request('D-1', id, { state: 'charged', priceCentsPerKwh: priceOf(1) });
    expect(done.suppliedWh).toBeGreaterThanOrEqual(shown.suppliedWh);
    expect(done.amountCents).toBe(amountCents(done.suppliedWh, priceOf(1)));
    await here.card('CP-1', { state: 'ACTIVATED', session: null });
  });

  test('4: it ends by itself when the target is reached', async () => {
    const id = await here.ask('D-1', 'CP-1', 120);
    await here.request('D-1', id, { state: 'authorised' });
    await here.post(atFirst, '/plug');
    await here.request('D-1', id, { state: 'charged', suppliedWh: 120, amountCents: amountCents(120, priceOf(1)) });
    await here.card('CP-1', { state: 'ACTIVATED' });
  });

  test('2: it is denied with the reason while another vehicle is there, and at a charge point that nobody knows', async () => {
    const first = await here.ask('D-1', 'CP-1');
    await here.request('D-1', first, { state: 'authorised' });
    const second = await here.ask('D-2', 'CP-1');
    await here.request('D-2', second, { state: 'denied', reason: expect.stringContaining('is taken') });
    const nowhere = await here.ask('D-2', 'CP-9');
    await here.request('D-2', nowhere, { state: 'denied', reason: expect.stringContaining('not known') });
    await here.post(atFirst, '/plug');
    await here.card('CP-1', { state: 'SUPPLYING' });
    const third = await here.ask('D-2', 'CP-1');
    await here.request('D-2', third, { state: 'denied', reason: expect.stringContaining('another vehicle') });
    await here.post(atFirst, '/unplug');
    await here.request('D-1', first, { state: 'charged' });
  });

  test('5: when nobody plugs in, it ends and the driver is told', async () => {
    const id = await here.ask('D-2', 'CP-2');
    await here.request('D-2', id, { state: 'authorised' });
    await here.request('D-2', id, { state: 'cancelled', reason: expect.stringContaining('plugged in') });
    await here.card('CP-2', { state: 'ACTIVATED' });
  });

  test('4: it is begun by hand at the engine, and no driver can have the place meanwhile', async () => {
    const { status, body } = await here.post('engine-CP-2', '/begin', { targetWh: 5000 });
    expect(status).toBe(201);
    await here.card('CP-2', { state: 'SUPPLYING', session: { id: body.id, driverId: 'by-hand' } });
    const id = await here.ask('D-1', 'CP-2');
    await here.request('D-1', id, { state: 'denied' });
    await here.post('engine-CP-2', '/unplug');
    await here.card('CP-2', { state: 'ACTIVATED' });
    const tickets = (await here.get('central', '/tickets')).body;
    expect(tickets.filter(({ session }: { session: string }) => session === body.id)).toHaveLength(1);
  });

  test('6: central stops one, which ends its session with a ticket, and resumes it', async () => {
    const id = await here.ask('D-1', 'CP-1');
    await here.request('D-1', id, { state: 'authorised' });
    await here.post(atFirst, '/plug');
    await here.card('CP-1', { state: 'SUPPLYING' });
    expect((await here.post('central', '/charge-points/CP-1/stop', { reason: 'Road works.' })).status).toBe(204);
    await here.request('D-1', id, { state: 'charged', reason: expect.stringContaining('Road works.') });
    await here.card('CP-1', { state: 'OUT_OF_ORDER', stopped: true, session: null });
    await here.card('CP-2', { state: 'ACTIVATED' });
    const refused = await here.ask('D-2', 'CP-1');
    await here.request('D-2', refused, { state: 'denied', reason: expect.stringContaining('out of order') });
    await here.shows(atFirst, { stopped: 'Road works.', cannotBegin: expect.any(String) });
    expect((await here.post(atFirst, '/begin', {})).status).toBe(409);
    await here.post('central', '/charge-points/CP-1/resume');
    await here.card('CP-1', { state: 'ACTIVATED' });
    await here.shows(atFirst, { stopped: null, cannotBegin: null });
  });

  test('6: and all of them', async () => {
    await here.post('central', '/stop', { reason: 'Storm.' });
    await Promise.all(['CP-1', 'CP-2'].map((id) => here.card(id, { state: 'OUT_OF_ORDER' })));
    await Promise.all(['CP-1', 'CP-2'].map((id) => here.shows(`engine-${id}`, { stopped: 'Storm.' })));
    await here.post('central', '/resume');
    await Promise.all(['CP-1', 'CP-2'].map((id) => here.card(id, { state: 'ACTIVATED' })));
    await Promise.all(['CP-1', 'CP-2'].map((id) => here.shows(`engine-${id}`, { cannotBegin: null })));
  });

  test('what central knows of all this survives its death', async () => {
    const before = (await here.get('central', '/tickets')).body;
    await here.post('central', '/charge-points/CP-2/stop', { reason: 'Night.' });
    await here.card('CP-2', { state: 'OUT_OF_ORDER' });
    await here.kill('central');
    await here.start('central');
    await here.card('CP-2', { state: 'OUT_OF_ORDER', location: 'Calle Mayor 2', priceCentsPerKwh: priceOf(2) });
    await here.card('CP-1', { state: 'ACTIVATED' });
    expect((await here.get('central', '/tickets')).body).toEqual(before);
    await here.post('central', '/charge-points/CP-2/resume');
    await here.shows('engine-CP-2', { cannotBegin: null });
  });
});
