import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { central as centralOf } from './central/central.ts';
import { chargePoints } from './central/charge-points.ts';
import { schema as centralSchema } from './central/database.ts';
import { sessions as sessionsOf } from './central/sessions.ts';
import { engine as engineOf } from './charge-point/engine/engine.ts';
import { schema as engineSchema, engineSessions } from './charge-point/engine/sessions.ts';
import { type Event, type EventOf, makeEvent } from './contract/events.ts';
import { amountCents, wholeWattHours } from './contract/money.ts';
import { driver as driverOf } from './driver/driver.ts';
import { schema as driverSchema, requests as requestsOf } from './driver/requests.ts';

const priceCentsPerKwh = 45;
const powerW = 36_000;
const open = (schema: string) => {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  return database;
};

/** Central, a driver and a charge point, and what they say to each other, on its way until it is carried. */
function world() {
  const [office, car, point] = [open(centralSchema), open(driverSchema), open(engineSchema)];
  const wire: Event[] = [];
  const said: Event[] = [];
  const carried: Event[] = [];
  const publish = (event: Event) => {
    wire.push(event);
    said.push(event);
  };
  const points = chargePoints(office);
  points.register({ id: 'CP-1', location: 'Calle Mayor 1', priceCentsPerKwh });
  points.repaired('CP-1');
  const sessions = sessionsOf(office);
  const requests = requestsOf(car);
  const metered = engineSessions(point);
  const central = centralOf({ database: office, points, sessions, publish });
  const driver = driverOf({ driverId: 'D-1', database: car, requests, publish });
  const newEngine = () =>
    engineOf({ chargePointId: 'CP-1', database: point, sessions: metered, powerW, publish, hasRoom: () => true });
  let engine = newEngine();
  const hear = (event: Event) => {
    if (event.source !== 'central') return central.handle(event);
    driver.handle(event);
    engine.handle(event);
  };
  return {
    sessions,
    requests,
    metered,
    wire,
    said,
    engine: () => engine,
    ask: (id: string, targetWh: number) => driver.ask({ id, chargePointId: 'CP-1', targetWh }),
    offerAgain: () => central.offerAgain(0),
    carry: () => {
      const event = wire.shift();
      if (!event) return;
      carried.push(event);
      hear(event);
    },
    /** What was heard before, again, under another id, so that no memory of ids helps. */
    echo: (back: number) => {
      const event = carried.at(-1 - back);
      if (event) hear(makeEvent(event.type, event.source, event, event.payload));
    },
    restart: () => {
      engine = newEngine();
      engine.unplug('The engine was restarted.');
    },
  };
}
type World = ReturnType<typeof world>;

/** Everything that was asked comes to its end: each vehicle is charged until it is full. */
function finish({ wire, carry, engine }: World): void {
  for (let round = 0; round < 1000; round += 1) {
    if (wire.length > 0) carry();
    else if (engine().session()?.state === 'accepted') engine().plug();
    else if (engine().session()) engine().supply(10_000_000);
    else return;
  }
  throw new Error('It does not come to an end.');
}

const deeds = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ what: 'carry' } as const) },
    fc.record({ what: fc.constant('ask' as const), session: fc.nat(4), targetWh: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ what: fc.constant('supply' as const), elapsedMs: fc.nat(60_000) }),
    fc.record({ what: fc.constant('echo' as const), back: fc.nat(8) }),
    fc.record({ what: fc.constantFrom('plug', 'unplug', 'expire', 'report', 'restart', 'offerAgain') }),
  ),
  { maxLength: 120, size: 'max' },
);
type Deed = typeof deeds extends fc.Arbitrary<(infer One)[]> ? One : never;

function perform(here: World, deed: Deed): void {
  if ('session' in deed) here.ask(`r-${deed.session}`, deed.targetWh);
  else if ('elapsedMs' in deed) here.engine().supply(deed.elapsedMs);
  else if ('back' in deed) here.echo(deed.back);
  else if (deed.what === 'plug' || deed.what === 'expire' || deed.what === 'report') here.engine()[deed.what]();
  else if (deed.what === 'unplug') here.engine().unplug('It was unplugged.');
  else here[deed.what as 'carry' | 'restart' | 'offerAgain']();
}

test('whatever happens in whatever order, every request has one end, and what was metered is what is paid for', () => {
  fc.assert(
    fc.property(deeds, (story) => {
      const here = world();
      for (const deed of story) perform(here, deed);
      finish(here);
      const tickets = here.sessions.tickets(99);
      const outcomes = Map.groupBy(
        here.said.filter(({ type }) => type === 'outcome-received'),
        ({ correlation }) => correlation,
      );
      for (const request of here.requests.recent(99)) {
        expect(['charged', 'denied', 'cancelled']).toContain(request.state);
        expect(outcomes.get(request.id)).toHaveLength(1);
        const mine = tickets.filter(({ session }) => session === request.id);
        const energy = here.metered.find(request.id)?.suppliedWattMs ?? 0;
        expect(mine).toHaveLength(request.state === 'charged' ? 1 : 0);
        if (request.state !== 'charged') expect(energy).toBe(0);
        for (const { suppliedWh, amountCents: cents } of mine) {
          expect(suppliedWh).toBe(wholeWattHours(energy));
          expect(suppliedWh).toBeLessThanOrEqual(request.targetWh);
          expect(cents).toBe(amountCents(suppliedWh, priceCentsPerKwh));
          expect(request).toMatchObject({ suppliedWh, amountCents: cents });
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('what the death of an engine has interrupted ends with what was supplied until then, once', () => {
  const here = world();
  here.ask('r-1', 500);
  for (let step = 0; step < 3; step += 1) here.carry();
  here.engine().plug();
  here.engine().supply(1000);
  here.restart();
  here.restart();
  finish(here);
  expect(here.sessions.tickets(9)).toEqual([expect.objectContaining({ session: 'r-1', suppliedWh: 10 })]);
  expect(here.requests.find('r-1')).toMatchObject({ state: 'charged', suppliedWh: 10 });
  expect(here.said.filter(({ type }) => type === 'supply-ended')).toHaveLength(1);
});

test('one charge point never supplies two, and who comes second is told', () => {
  const here = world();
  here.ask('r-1', 500);
  here.ask('r-2', 500);
  for (let step = 0; step < 6; step += 1) here.carry();
  const denied = here.said.find((event): event is EventOf<'charge-denied'> => event.type === 'charge-denied');
  expect(denied).toMatchObject({ correlation: 'r-2', payload: { reason: 'Charge point CP-1 is taken.' } });
  expect(here.engine().session()?.id).toBe('r-1');
});
