import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeAll, host, linkTo } from '../../tests/support/system/link/ends.ts';
import { fromCentral, toCentral } from '../contract/monitor-words.ts';
import { type ChargePoints, chargePoints } from './charge-points.ts';
import { schema } from './database.ts';
import { type Enrolments, enrolmentsMigration, enrolments as enrolmentsOf } from './enrolments.ts';
import { listenToMonitors, type Monitors, type Refusal } from './monitors.ts';

const secret = '0123456789abcdef';
let points: ChargePoints;
let enrolments: Enrolments;
let monitors: Monitors;
let refusals: Refusal[];
let logged: { readonly level: string; readonly words: string }[];

beforeEach(async () => {
  const database = new DatabaseSync(':memory:');
  for (const each of [schema, enrolmentsMigration]) database.exec(each);
  points = chargePoints(database);
  enrolments = enrolmentsOf(database);
  for (const id of ['CP-1', 'CP-2']) enrolments.enrolWith(id, secret);
  refusals = [];
  logged = [];
  const log = (level: string) => (fields: unknown, words?: unknown) => {
    logged.push({ level, words: `${words} ${JSON.stringify(fields)}` });
  };
  monitors = await listenToMonitors({
    host,
    port: 0,
    points,
    enrolments,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    onRefused: (refusal) => refusals.push(refusal),
  });
});
afterEach(() => {
  closeAll();
  monitors.close();
});

/** A monitor's end: what it hears, in order, and why it has ended. */
async function monitor() {
  const heard: string[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<Error>();
  const link = await linkTo(monitors.port, {
    onMessage: (fields) => heard.push(fields.join(' ')),
    onEnd: resolve,
  });
  // A second, which is what a poll has by itself, is too little for 300 links at once on a busy machine.
  const hears = (...words: string[]) => expect.poll(() => heard, { timeout: 20_000 }).toEqual(words);
  return { heard, ended, hears, send: link.send };
}
type Monitor = Awaited<ReturnType<typeof monitor>>;

const authenticate = async (one: Monitor, id = 'CP-1', with_ = secret) => {
  await one.send(toCentral.authenticate, id, with_);
  await one.hears(fromCentral.welcome);
};
async function registered(id = 'CP-1', location = 'Calle Mayor 1'): Promise<Monitor> {
  const one = await monitor();
  await authenticate(one, id);
  await one.send(toCentral.register, id, location, '45');
  await one.hears(fromCentral.welcome, fromCentral.registered);
  return one;
}
const stateOf = (id: string) => points.find(id, false)?.state;
const tellsAll = () => logged.map(({ words }) => words).join('\n');

test('a monitor authenticates, registers, and says how its engine is', async () => {
  const one = await registered();
  expect(points.find('CP-1', false)).toMatchObject({ location: 'Calle Mayor 1', priceCentsPerKwh: 45 });
  await one.send(toCentral.repaired);
  expect(stateOf('CP-1')).toBe('ACTIVATED');
  await one.send(toCentral.fault, 'smoke');
  expect(points.find('CP-1', false)).toMatchObject({ state: 'BROKEN', fault: 'smoke' });
  await one.send(toCentral.fault);
  expect(points.find('CP-1', false)).toMatchObject({ fault: 'no reason given' });
  await one.send('SING');
  await one.send(toCentral.alive);
  expect(refusals).toEqual([]);
  expect(tellsAll()).not.toContain(secret);
});

describe('at its first word a monitor is refused', () => {
  test.each([
    ['that is unknown', ['AUTHENTICATE', 'CP-9', secret], 'CP-9', 'Charge point CP-9 is not enrolled.'],
    ['with a wrong secret', ['AUTHENTICATE', 'CP-1', 'wrong'], 'CP-1', 'The secret of charge point CP-1 is wrong.'],
    ['that does not say who it is', ['ALIVE'], null, 'It must authenticate first.'],
    ['that registers at once', ['REGISTER', 'CP-1', 'here', '45'], null, 'It must authenticate first.'],
    ['whose id is none', ['AUTHENTICATE', 'CP 1', secret], null, 'An authentication is an id and a secret.'],
    ['without a secret', ['AUTHENTICATE', 'CP-1'], 'CP-1', 'An authentication is an id and a secret.'],
    ['that says too much', ['AUTHENTICATE', 'CP-1', secret, 'x'], 'CP-1', 'An authentication is an id and a secret.'],
  ])('%s', async (_who, words, chargePointId, reason) => {
    const one = await monitor();
    await one.send(...words);
    await one.ended;
    expect(one.heard).toEqual([`REFUSED ${reason}`]);
    expect(refusals).toEqual([{ chargePointId, address: expect.stringMatching(/^127\.0\.0\.1:\d+$/), reason }]);
    expect(tellsAll()).not.toContain(secret);
    expect(stateOf('CP-1')).toBeUndefined();
  });
});

describe('a registration is refused', () => {
  test.each([
    ['with a blank price', ['CP-1', 'here', ''], 'priceCentsPerKwh must be whole cents'],
    ['with a price that is no number of cents', ['CP-1', 'here', '4.5'], 'priceCentsPerKwh must be whole cents'],
    ['with a negative price', ['CP-1', 'here', '-1'], 'priceCentsPerKwh must be whole cents'],
    ['with a price beyond all', ['CP-1', 'here', '100001'], 'priceCentsPerKwh must be at most'],
    ['without a price', ['CP-1', 'here'], 'priceCentsPerKwh is missing'],
    ['with a blank location', ['CP-1', ' ', '45'], 'location must not be blank'],
    ['with a location that is too long', ['CP-1', 'ñ'.repeat(101), '45'], 'location must have at most 200 bytes'],
    ['with one field too many', ['CP-1', 'a', 'b', '45'], 'an id, a location and a price'],
    ['of another charge point', ['CP-2', 'here', '45'], 'has authenticated as CP-1 and may not register as another'],
  ])('%s', async (_how, fields, reason) => {
    const one = await monitor();
    await authenticate(one);
    await one.send(toCentral.register, ...fields);
    await one.ended;
    expect(one.heard[1]).toContain(reason);
    expect(refusals).toEqual([expect.objectContaining({ chargePointId: 'CP-1', reason: one.heard[1]?.slice(8) })]);
    expect(stateOf('CP-1')).toBeUndefined();
  });

  test('when it comes as a life sign', async () => {
    const one = await monitor();
    await authenticate(one);
    await one.send(toCentral.alive);
    await one.ended;
    expect(refusals).toHaveLength(1);
  });
});

test('nothing is used of what a monitor says after it was refused', async () => {
  const one = await registered();
  const before = points.find('CP-1', false)?.lastLifeSignAt;
  enrolments.remove('CP-1');
  const late = one.send(toCentral.fault, 'said too late').catch(() => undefined);
  await one.ended;
  await late;
  expect(points.find('CP-1', false)).toMatchObject({ fault: null, lastLifeSignAt: before });
});

test('the newer link of a charge point wins, and the end of the older one takes nothing from it', async () => {
  const older = await registered('CP-1', 'where it was');
  const newer = await registered('CP-1', 'where it is');
  await newer.send(toCentral.repaired);
  await older.ended;
  expect(older.heard.at(-1)).toBe('REFUSED A newer link of this charge point has taken its place.');
  expect(tellsAll()).toContain('the link of a monitor is ended');
  expect(refusals).toEqual([]);
  await newer.send(toCentral.alive);
  expect(points.find('CP-1', false)).toMatchObject({ state: 'ACTIVATED', location: 'where it is' });
  // It is still the one that is ended with its enrolment.
  await expect.poll(tellsAll).toContain('the link to a monitor has ended');
  enrolments.remove('CP-1');
  await newer.ended;
  expect(newer.heard.at(-1)).toBe('REFUSED Its enrolment was removed or renewed.');
});

test('a removed or renewed enrolment ends the link of its charge point, and of no other', async () => {
  const [one, other] = [await registered('CP-1'), await registered('CP-2')];
  enrolments.enrol('CP-1');
  await one.ended;
  expect(one.heard.at(-1)).toBe('REFUSED Its enrolment was removed or renewed.');
  await other.send(toCentral.alive);
  const again = await monitor();
  await again.send(toCentral.authenticate, 'CP-1', secret);
  await again.hears('REFUSED The secret of charge point CP-1 is wrong.');
});

test.each([
  ['says nothing', async () => undefined],
  ['authenticates and says no more', (one: Monitor) => authenticate(one)],
])('nobody hangs on a link: who %s is ended after 3 s', async (_how, begin) => {
  const one = await monitor();
  const began = performance.now();
  await begin(one);
  await one.ended;
  expect(performance.now() - began).toBeGreaterThan(2900);
  expect(performance.now() - began).toBeLessThan(9000);
});

test('a monitor that has vanished without a word is ended after three life signs, and may come again', async () => {
  const one = await registered();
  await one.ended;
  await expect.poll(tellsAll).toContain('Nothing came from the far end for 3000 ms.');
  await (await registered()).send(toCentral.alive);
});

test('a word that central cannot deal with ends its link, is told, and ends nothing else', async () => {
  const [one, other] = [await registered('CP-1'), await registered('CP-2')];
  points.lifeSign = () => undefined;
  const broken = new Error('the disk is full');
  points.fault = () => {
    throw broken;
  };
  await one.send(toCentral.fault, 'smoke');
  await one.ended;
  expect(logged.filter(({ level }) => level === 'error').map(({ words }) => words)).toEqual([
    expect.stringContaining('the disk is full'),
  ]);
  await other.send(toCentral.repaired);
});

test('very many bad links are each refused and ended, and a good one is served meanwhile', async () => {
  // So many, and no more than a busy machine refuses within the second that a link waits for its acknowledgement.
  const bad = Array.from({ length: 120 }, async () => {
    const one = await monitor();
    await one.send(toCentral.authenticate, 'CP-9', 'guess').catch(() => undefined);
    await one.ended;
  });
  const good = await registered();
  await good.send(toCentral.repaired);
  await Promise.all(bad);
  expect(refusals).toHaveLength(120);
  expect(stateOf('CP-1')).toBe('ACTIVATED');
});
