import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composed, type Project } from '../support/compose/project.ts';
import { whyNoDocker } from '../support/docker.ts';

const cannotRun = (await whyNoDocker()) !== undefined;
const services = ['central', 'driver', 'engine-1', 'engine-2', 'engine-3', 'monitor-1', 'monitor-2', 'monitor-3'];
const onKafka = services.filter((name) => !name.startsWith('monitor'));
/** Little enough to be over in 2 s at 22 kW. */
const targetWh = 12;

describe.skipIf(cannotRun)('docker compose up', () => {
  let here: Project;
  beforeAll(async () => {
    here = await composed(`norestart-test-${randomBytes(4).toString('hex')}`);
    await here.compose('up', '--detach', '--no-build', '--scale', 'kafka=0');
  }, 300_000);
  afterAll(() => here?.compose('down', '--volumes', '--timeout', '2'), 60_000);

  const ask = async (chargePointId: string): Promise<string> => {
    const { status, body } = await here.post('driver', '/requests', { chargePointId, targetWh });
    expect(status).toBe(202);
    return body.id;
  };
  const comesTo = (id: string, state: string) => here.says('driver', `/requests/${id}`, { id, state });
  /** Plugs the vehicle in, and waits for the ticket. */
  const charge = async (id: string, engine: string) => {
    await comesTo(id, 'authorised');
    expect((await here.post(engine, '/plug')).status).toBe(204);
    await comesTo(id, 'charged');
    const { body: tickets } = await here.get('central', '/tickets');
    expect(tickets.filter(({ session }: { session: string }) => session === id)).toMatchObject([
      { suppliedWh: targetWh },
    ]);
  };
  const all = (names: readonly string[], health: object) =>
    Promise.all(names.map((name) => here.says(name, '/health', health)));

  test('all come up with no Kafka there, and a charge goes all the way when it comes', {
    timeout: 300_000,
  }, async () => {
    await here.healthy(services);
    await all(onKafka, { live: true, ready: false, waitingFor: ['kafka'] });
    const before = await here.lives();
    await here.compose('up', '--detach', '--no-build');
    await all(services, { ready: true });
    const activated = { state: 'ACTIVATED' };
    await here.says('central', '/charge-points', [activated, activated, activated]);
    await charge(await ask('CP-1'), 'engine-1');
    expect(await here.lives()).toMatchObject(before);
  });

  test('Kafka is stopped and started by hand: all say so, keep what they accept, and go on', {
    timeout: 240_000,
  }, async () => {
    const before = await here.lives();
    await here.compose('stop', 'kafka');
    await all(onKafka, { live: true, ready: false, waitingFor: ['kafka'] });
    const id = await ask('CP-2');
    await comesTo(id, 'asked');
    await here.compose('start', 'kafka');
    await charge(id, 'engine-2');
    await all(services, { ready: true });
    const after = await here.lives();
    expect(Object.keys(before)).toEqual(expect.arrayContaining(services));
    // Kafka's own start is seen by the same look, so one of a service would be, too.
    expect(Object.keys(before).filter((name) => after[name] !== before[name])).toEqual(['kafka']);
  });

  test('one service alone is cut off by its proxy, and comes back', { timeout: 120_000 }, async () => {
    const toggle = () => here.compose('exec', '-T', 'toxiproxy', '/toxiproxy-cli', 'toggle', 'driver');
    await toggle();
    await here.says('driver', '/health', { ready: false, waitingFor: ['kafka'] });
    expect((await here.get('central', '/health')).body).toMatchObject({ ready: true });
    await toggle();
    await here.says('driver', '/health', { ready: true });
  });

  test('it answers to this machine’s own names alone', { timeout: 30_000 }, async () => {
    for (const name of services) {
      expect((await here.get(name, '/health', { host: 'evil.example' })).status).toBe(421);
      expect((await here.get(name, '/health', { host: 'localhost:8400' })).status).toBe(200);
    }
  });

  test('what is known is known after all was stopped', { timeout: 180_000 }, async () => {
    const { body: tickets } = await here.get('central', '/tickets');
    expect(tickets.length).toBeGreaterThan(0);
    await here.compose('restart', '--timeout', '10', 'central');
    await here.says('central', '/tickets', tickets);
  });

  test('`down` leaves what is to be kept, and `down -v` nothing', { timeout: 60_000 }, async () => {
    const there = await here.remains();
    expect(there.length).toBeGreaterThan(16);
    await here.compose('down');
    // Volumes, each with a name: the next `up` finds them, and the next `down -v` takes them away.
    expect((await here.remains(there)).sort()).toEqual(here.volumes);
    await here.compose('down', '--volumes');
    expect(await here.remains(there)).toEqual([]);
  });
});
