import fc from 'fast-check';
import { expect, test } from 'vitest';
import { price } from '../tests/support/system/engine/charge-point.ts';
import { type World, world } from '../tests/support/system/world.ts';
import type { EventOf } from './contract/events.ts';
import { amountCents, wholeWattHours } from './contract/money.ts';

/** Everything that was asked comes to its end: each vehicle is charged until it is full. */
function finish({ wire, carry, engine, pass, back }: World): void {
  back();
  for (let round = 0; round < 1000; round += 1) {
    if (wire.length > 0) carry();
    else if (engine().session()?.state === 'accepted') engine().plug();
    else if (engine().session()) pass(10_000_000);
    else return;
  }
  throw new Error('It does not come to an end.');
}

const targetWh = fc.integer({ min: 1, max: 500 });
const atEngine = ['plug', 'expire', 'report'] as const;
const elsewhere = [
  'restart',
  'offerAgain',
  'withdraw',
  'stop',
  'resume',
  'breakDown',
  'repair',
  'silence',
  'back',
] as const;
const deeds = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant({ what: 'carry' } as const) },
    { weight: 2, arbitrary: fc.record({ what: fc.constant('ask' as const), session: fc.nat(4), targetWh }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('begin' as const), targetWh }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('pass' as const), elapsedMs: fc.nat(60_000) }) },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('echo' as const), back: fc.nat(8) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom(...atEngine, 'unplug' as const) }) },
    { weight: 2, arbitrary: fc.record({ what: fc.constantFrom(...elsewhere) }) },
  ),
  { maxLength: 120, size: 'max' },
);
type Deed = typeof deeds extends fc.Arbitrary<(infer One)[]> ? One : never;

function perform(here: World, deed: Deed): unknown {
  switch (deed.what) {
    case 'ask':
      return here.ask(`r-${deed.session}`, deed.targetWh);
    case 'begin':
      return here.begin(deed.targetWh);
    case 'pass':
      return here.pass(deed.elapsedMs);
    case 'echo':
      return here.echo(deed.back);
    case 'plug':
    case 'expire':
    case 'report':
      return here.engine()[deed.what]();
    case 'unplug':
      return here.engine().unplug('It was unplugged.');
    default:
      return here[deed.what]();
  }
}

/** Each request has exactly one end, and only what was supplied is paid for. */
function everyRequestEnded({ said, requests, sessions, metered }: World): void {
  const outcomes = Map.groupBy(
    said.filter(({ type }) => type === 'outcome-received'),
    ({ correlation }) => correlation,
  );
  expect(sessions.open()).toEqual([]);
  for (const request of requests.recent(99)) {
    expect(['charged', 'denied', 'cancelled']).toContain(request.state);
    expect(outcomes.get(request.id)).toHaveLength(1);
    expect(request.state === 'charged').toBe(metered.find(request.id)?.state === 'ended');
  }
}

/** Each session that was supplied, by whomever it was begun, has one ticket, of what was metered. */
function everySupplyIsPaidOnce({ said, requests, sessions, metered }: World): void {
  const supplied = new Set(said.filter(({ type }) => type === 'supply-started').map(({ correlation }) => correlation));
  const tickets = sessions.tickets(999);
  expect(tickets.map(({ session }) => session).sort()).toEqual([...supplied].sort());
  for (const { session, suppliedWh, amountCents: cents } of tickets) {
    const { suppliedWattMs, targetWh } = metered.find(session) ?? { suppliedWattMs: Number.NaN, targetWh: 0 };
    expect(suppliedWh).toBe(wholeWattHours(suppliedWattMs));
    expect(suppliedWh).toBeLessThanOrEqual(targetWh);
    expect(cents).toBe(amountCents(suppliedWh, price));
    const request = requests.find(session);
    if (request) expect(request).toMatchObject({ suppliedWh, amountCents: cents });
  }
}

/** No session begins before the one before it has ended. */
function neverTwoAtOnce({ said }: World): void {
  let running: string | undefined;
  for (const { type, correlation } of said) {
    if (type === 'supply-started') {
      expect(running).toBeUndefined();
      running = correlation;
    } else if (type === 'supply-ended' && running === correlation) running = undefined;
  }
  expect(running).toBeUndefined();
}

test('whatever happens in whatever order, every request has one end, and what was metered is what is paid for', () => {
  fc.assert(
    fc.property(deeds, (story) => {
      const here = world();
      for (const deed of story) perform(here, deed);
      finish(here);
      everyRequestEnded(here);
      everySupplyIsPaidOnce(here);
      neverTwoAtOnce(here);
    }),
    { numRuns: 200 },
  );
});

test('what the death of an engine has interrupted ends with what was supplied until then, once', () => {
  const here = world();
  here.ask('r-1', 500);
  for (let step = 0; step < 4; step += 1) here.carry();
  here.engine().plug();
  here.pass(1000);
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
