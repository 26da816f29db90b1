import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { watchedChargePoint as chargePoint, price } from '../../../tests/support/system/engine/charge-point.ts';
import { amountCents } from '../../contract/money.ts';
import { concerns } from './engine.ts';

describe('an engine', () => {
  test('supplies what was authorised, up to the target, and says so once', () => {
    const { engine, offer, said, types, wait } = chargePoint();
    offer('s-1');
    expect(engine.plug()).toBe(true);
    wait(30_000.7);
    engine.meter();
    engine.report();
    wait(1_000_000);
    engine.meter();
    engine.meter();
    expect(types()).toEqual(['charge-accepted', 'supply-started', 'supply-reported', 'supply-ended']);
    expect(said[2]?.payload).toMatchObject({ suppliedWh: 30, amountCents: amountCents(30, price) });
    expect(said[3]?.payload).toMatchObject({ suppliedWh: 100, amountCents: 5, reason: 'The target is reached.' });
    expect(engine.session()).toBeUndefined();
  });

  test('answers an offer that is made again as it did before', () => {
    const { engine, offer, types } = chargePoint();
    offer('s-1');
    offer('s-1');
    offer('s-2');
    engine.plug();
    engine.unplug('done');
    offer('s-1');
    offer('s-2');
    expect(types()).toEqual([
      'charge-accepted',
      'charge-accepted',
      'charge-refused',
      'supply-started',
      'supply-ended',
      'supply-ended',
      'charge-refused',
    ]);
  });

  test('does nothing that does not fit', () => {
    const { engine, offer, stop, resume, bars, said } = chargePoint();
    offer('s-1', 100, 'CP-2');
    stop('works', 'CP-2');
    expect(bars.reason('stop')).toBeUndefined();
    stop('works');
    resume('CP-2');
    expect(bars.reason('stop')).toBe('works');
    expect([engine.plug(), engine.unplug('x')]).toEqual([false, false]);
    engine.expire();
    engine.cut('x');
    engine.meter();
    engine.report();
    expect(said).toEqual([]);
  });

  test('leaves out reports, and never an end, when too much waits', () => {
    const { engine, offer, types, place } = chargePoint();
    place.room = false;
    offer('s-1');
    engine.plug();
    engine.report();
    engine.unplug('x');
    expect(types()).toEqual(['charge-accepted', 'supply-started', 'supply-ended']);
  });

  test('meters what has flowed until the very end, whatever ends it', () => {
    for (const ending of ['unplug', 'cut', 'stop', 'breakDown', 'withdraw'] as const) {
      const here = chargePoint();
      here.offer('s-1');
      here.engine.plug();
      here.wait(4000);
      if (ending === 'stop') here.stop();
      else if (ending === 'withdraw') here.withdraw('s-1');
      else here.engine[ending]('x');
      expect(here.last()).toMatchObject({ type: 'supply-ended', payload: { suppliedWh: 4 } });
    }
  });

  test('is not confused by a transaction that is undone: no energy is lost by it', () => {
    const { engine, offer, database, wait, last } = chargePoint();
    offer('s-1');
    engine.plug();
    wait(3000);
    database.exec('BEGIN');
    engine.meter();
    engine.unplug('undone');
    database.exec('ROLLBACK');
    wait(2000);
    engine.unplug('x');
    expect(last()?.payload).toMatchObject({ suppliedWh: 5, reason: 'x' });
  });
});

test('an event concerns the charge point that it names, and of those only what it acts on', () => {
  const { engine, offer, stop, said } = chargePoint();
  offer('s-1');
  engine.plug();
  stop();
  for (const event of said) expect(concerns('CP-1')(event)).toBe(false);
  const wanted = { type: 'point-resumed', payload: { chargePointId: 'CP-1' } } as Parameters<
    ReturnType<typeof concerns>
  >[0];
  expect([concerns('CP-1')(wanted), concerns('CP-2')(wanted)]).toEqual([true, false]);
});

const deed = fc.oneof(
  fc.record({ what: fc.constant('offer' as const), session: fc.nat(4), target: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ what: fc.constant('withdraw' as const), session: fc.nat(4) }),
  fc.record({ what: fc.constant('wait' as const), elapsed: fc.nat(200_000) }),
  fc.record({ what: fc.constant('begin' as const), target: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ what: fc.constantFrom('stop' as const, 'resume' as const, 'checked' as const) }),
  fc.record({ what: fc.constantFrom('plug', 'unplug', 'expire', 'meter', 'report', 'breakDown', 'repair', 'cut') }),
);
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

function perform(here: ReturnType<typeof chargePoint>, one: Deed): void {
  if ('elapsed' in one) here.wait(one.elapsed);
  else if (one.what === 'offer') here.offer(`s-${one.session}`, one.target);
  else if (one.what === 'withdraw') here.withdraw(`s-${one.session}`);
  else if (one.what === 'begin') here.engine.begin(one.target);
  else if (one.what === 'checked') here.monitor.checked(true);
  else if (one.what === 'stop' || one.what === 'resume') here[one.what]();
  else (here.engine[one.what as 'cut'] as (reason: string) => void)('x');
}

test('bills what it metered, whatever happens in whatever order', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60, size: 'max' }), (deeds) => {
      const here = chargePoint();
      for (const one of deeds) perform(here, one);
      const ends = here.said.filter((event) => event.type === 'supply-ended');
      for (const { correlation, payload } of ends) {
        const session = here.sessions.find(correlation);
        expect(payload.suppliedWh).toBeLessThanOrEqual(session?.targetWh ?? 0);
        expect(payload.suppliedWh).toBe(Math.floor((session?.suppliedWattMs ?? 0) / 3_600_000));
        expect(payload.amountCents).toBe(amountCents(payload.suppliedWh, price));
      }
      // However often it is told, a session has one end.
      const final = here.said.filter(({ type }) => /ended|refused|expired/.test(type));
      const distinct = new Set(final.map(({ correlation, payload }) => `${correlation} ${JSON.stringify(payload)}`));
      expect(distinct.size).toBe(new Set(final.map(({ correlation }) => correlation)).size);
    }),
  );
});
