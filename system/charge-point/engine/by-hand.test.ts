import { describe, expect, test } from 'vitest';
import {
  watchedChargePoint as chargePoint,
  openChargePoint,
  price,
} from '../../../tests/support/system/engine/charge-point.ts';
import { byHand } from '../../contract/events.ts';

describe('a charge that is begun by hand', () => {
  test('is told with its price and is a session like any other', () => {
    const { engine, said, wait, offer, last } = chargePoint();
    const result = engine.begin(10_000);
    const session = engine.session();
    expect(result).toEqual({ begun: session });
    expect(session).toMatchObject({ driverId: byHand, state: 'supplying', targetWh: 10_000, powerW: 3600 });
    offer('s-1');
    expect(last()).toMatchObject({ type: 'charge-refused', payload: { reason: 'It is taken.' } });
    wait(7000);
    expect(engine.unplug('It was unplugged.')).toBe(true);
    expect(said.map(({ type }) => type)).toEqual(['charge-begun', 'supply-started', 'charge-refused', 'supply-ended']);
    expect(said[0]).toMatchObject({
      correlation: session?.id,
      payload: { driverId: byHand, targetWh: 10_000, priceCentsPerKwh: price },
    });
    expect(last()).toMatchObject({ correlation: session?.id, payload: { driverId: byHand, suppliedWh: 7 } });
  });

  test('is refused while another is open, without central, and when too much waits', () => {
    const { engine, place, monitor, said } = chargePoint();
    place.room = false;
    expect(engine.begin(1)).toMatchObject({ hindrance: { full: true } });
    place.room = true;
    monitor.checked(false);
    expect(engine.begin(1)).toMatchObject({ hindrance: { reason: 'The central cannot be reached.', full: false } });
    monitor.checked(true);
    expect(said).toEqual([]);
    engine.begin(1);
    expect(engine.begin(1)).toMatchObject({ hindrance: { reason: 'It is taken.', full: false } });
  });

  test('has not begun when it could not be told', () => {
    const here = openChargePoint({
      publish: ({ type }) => {
        if (type === 'supply-started') throw new Error('full');
      },
    });
    here.monitor.checked(true);
    expect(() => here.engine.begin(1)).toThrow('full');
    expect(here.engine.session()).toBeUndefined();
  });
});
