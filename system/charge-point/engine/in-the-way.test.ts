import { describe, expect, test } from 'vitest';
import {
  watchedChargePoint as chargePoint,
  openChargePoint,
} from '../../../tests/support/system/engine/charge-point.ts';
import { makeEvent } from '../../contract/events.ts';

describe('while something is in the way', () => {
  const ways = {
    fault: (here: ReturnType<typeof chargePoint>) => here.engine.breakDown('smoke'),
    stop: (here: ReturnType<typeof chargePoint>) => here.stop('works'),
    silence: (here: ReturnType<typeof chargePoint>) => here.wait(2500),
  };
  const back = {
    fault: (here: ReturnType<typeof chargePoint>) => here.engine.repair(),
    stop: (here: ReturnType<typeof chargePoint>) => here.resume(),
    silence: () => undefined,
  };
  const told = {
    fault: 'The charge point is broken: smoke',
    stop: 'Central has stopped the charge point: works',
    silence: 'The monitor is silent.',
  };

  test.each(['fault', 'stop', 'silence'] as const)('%s: nothing begins, and by itself it can again', (way) => {
    const here = chargePoint();
    ways[way](here);
    here.offer('s-1');
    expect(here.last()).toMatchObject({ type: 'charge-refused', payload: { reason: told[way] } });
    expect(here.engine.begin(100)).toEqual({ hindrance: { reason: told[way], full: false } });
    here.monitor.checked(true);
    back[way](here);
    here.offer('s-2');
    expect(here.last()).toMatchObject({ type: 'charge-accepted', correlation: 's-2' });
  });

  test.each(['fault', 'stop'] as const)('%s: an engine that starts anew has not forgotten it', (way) => {
    const before = chargePoint();
    ways[way](before);
    const after = openChargePoint({ database: before.database });
    after.monitor.checked(true);
    after.offer('s-1');
    expect(after.last()).toMatchObject({ type: 'charge-refused', payload: { reason: told[way] } });
  });

  test('a session that runs ends with what was supplied, and one that waits for its vehicle expires', () => {
    const running = chargePoint();
    running.offer('s-1');
    running.engine.plug();
    running.stop('works');
    expect(running.last()).toMatchObject({ type: 'supply-ended', payload: { reason: told.stop } });
    const waiting = chargePoint();
    waiting.offer('s-1');
    waiting.engine.breakDown('It was broken by hand.');
    expect(waiting.last()).toMatchObject({ type: 'charge-expired', payload: { reason: 'It was broken by hand.' } });
  });

  test('what is said of a session names the event that it answers', () => {
    const { engine, offer, said } = chargePoint();
    offer('s-1');
    engine.plug();
    const about = { correlation: 'central' };
    const stop = makeEvent('point-stopped', 'central', about, { chargePointId: 'CP-1', reason: 'works' });
    engine.handle(stop);
    expect(said.at(-1)).toMatchObject({ type: 'supply-ended', correlation: 's-1', cause: stop.id });
  });

  test('an offer is taken by one whose monitor does not reach central, and by one that has just started', () => {
    const alone = chargePoint();
    alone.monitor.checked(false);
    alone.offer('s-1');
    const young = openChargePoint({ monitorSilentAfterMs: 60_000 });
    young.offer('s-1');
    expect([...alone.types(), ...young.types()]).toEqual(['charge-accepted', 'charge-accepted']);
  });
});

describe('a charge that central takes back', () => {
  test('and was never offered is refused with that reason, then and later', () => {
    const { withdraw, offer, types, said, engine } = chargePoint();
    withdraw('s-1', 'It took too long.');
    offer('s-1');
    expect(types()).toEqual(['charge-refused', 'charge-refused']);
    for (const { payload } of said) expect(payload).toMatchObject({ reason: 'It took too long.' });
    expect(engine.session()).toBeUndefined();
  });

  test('expires when it waits for its vehicle, and ends when it is supplied', () => {
    const waiting = chargePoint();
    waiting.offer('s-1');
    waiting.withdraw('s-1');
    waiting.withdraw('s-1');
    expect(waiting.types()).toEqual(['charge-accepted', 'charge-expired', 'charge-expired']);
    const running = chargePoint();
    running.offer('s-1');
    running.engine.plug();
    running.withdraw('s-2');
    running.withdraw('s-1');
    running.withdraw('s-1', 'another reason');
    expect(running.types().slice(2)).toEqual(['charge-refused', 'supply-ended', 'supply-ended']);
    expect(running.last()?.payload).toMatchObject({ reason: 'It took too long.' });
  });
});
