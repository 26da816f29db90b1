import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Event, makeEvent } from '../../contract/events.ts';
import { amountCents } from '../../contract/money.ts';
import { engine } from './engine.ts';
import { engineSessions, schema } from './sessions.ts';
import { beginSupply, fullAfterMs, isFull, suppliedWh, supplyFor } from './supply.ts';

const price = 45;
function chargePoint({ room = true } = {}) {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const sessions = engineSessions(database);
  const said: Event[] = [];
  const options = { chargePointId: 'CP-1', database, sessions, powerW: 3600, hasRoom: () => room };
  const point = engine({ ...options, publish: (event) => said.push(event) });
  const offer = (correlation: string, targetWh = 100, chargePointId = 'CP-1') =>
    point.handle(
      makeEvent(
        'charge-offered',
        'central',
        { correlation },
        { driverId: 'D-1', chargePointId, targetWh, priceCentsPerKwh: price },
      ),
    );
  return { point, said, offer, types: () => said.map(({ type }) => type) };
}

describe('an engine', () => {
  test('supplies what was authorised, up to the target, and says so once', () => {
    const { point, offer, said, types } = chargePoint();
    offer('s-1');
    expect(point.plug()).toBe(true);
    point.supply(30_000);
    point.report();
    point.supply(1_000_000);
    expect(types()).toEqual(['charge-accepted', 'supply-started', 'supply-reported', 'supply-ended']);
    expect(said[2]?.payload).toMatchObject({ suppliedWh: 30, amountCents: amountCents(30, price) });
    expect(said[3]?.payload).toMatchObject({ suppliedWh: 100, amountCents: 5 });
    expect(point.session()).toBeUndefined();
  });

  test('answers an offer that is made again as it did before', () => {
    const { point, offer, types } = chargePoint();
    offer('s-1');
    offer('s-1');
    offer('s-2');
    point.plug();
    point.unplug('done');
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
    const { point, offer, said } = chargePoint();
    offer('s-1', 100, 'CP-2');
    expect([point.plug(), point.unplug('x')]).toEqual([false, false]);
    point.expire();
    point.supply(1000);
    point.report();
    expect(said).toEqual([]);
  });

  test('leaves out reports, and never an end, when too much waits', () => {
    const { point, offer, types } = chargePoint({ room: false });
    offer('s-1');
    point.plug();
    point.report();
    point.unplug('x');
    expect(types()).toEqual(['charge-accepted', 'supply-started', 'supply-ended']);
  });

  test('bills what it metered, whatever happens in whatever order', () => {
    const deed = fc.oneof(
      fc.record({ what: fc.constant('offer' as const), session: fc.nat(4), target: fc.integer({ min: 1, max: 500 }) }),
      fc.record({ what: fc.constant('supply' as const), elapsed: fc.nat(200_000) }),
      fc.record({ what: fc.constantFrom('plug' as const, 'unplug' as const, 'expire' as const, 'report' as const) }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40, size: 'max' }), (deeds) => {
        const { point, offer, said } = chargePoint();
        const targets = new Map<string, number>();
        for (const each of deeds) {
          if (each.what === 'offer') {
            const id = `s-${each.session}`;
            if (!targets.has(id)) targets.set(id, each.target);
            offer(id, each.target);
          } else if (each.what === 'supply') point.supply(each.elapsed);
          else if (each.what === 'unplug') point.unplug('x');
          else point[each.what]();
        }
        const ends = said.filter((event) => event.type === 'supply-ended');
        for (const { correlation, payload } of ends) {
          expect(payload.suppliedWh).toBeLessThanOrEqual(targets.get(correlation) ?? 0);
          expect(payload.amountCents).toBe(amountCents(payload.suppliedWh, price));
        }
        // However often it is told, a session has one end.
        const distinct = new Set(ends.map(({ correlation, payload }) => `${correlation} ${payload.suppliedWh}`));
        expect(distinct.size).toBe(new Set(ends.map(({ correlation }) => correlation)).size);
      }),
    );
  });
});

describe('a supply', () => {
  test('is the same however its time is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_000 }), fc.array(fc.nat(5000), { maxLength: 30 }), (power, parts) => {
        const whole = supplyFor(
          beginSupply(power, 1_000_000),
          parts.reduce((sum, part) => sum + part, 0),
        );
        expect(parts.reduce(supplyFor, beginSupply(power, 1_000_000))).toEqual(whole);
      }),
    );
  });

  test('is full when it says, and never fuller', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400_000 }), fc.integer({ min: 1, max: 100_000 }), (power, target) => {
        const begun = beginSupply(power, target);
        const full = supplyFor(begun, fullAfterMs(begun));
        expect([isFull(full), suppliedWh(full)]).toEqual([true, target]);
        expect(isFull(supplyFor(begun, fullAfterMs(begun) - 1))).toBe(false);
      }),
    );
  });
});
