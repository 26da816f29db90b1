import { expect, test } from 'vitest';
import { handClock, openChargePoint, price } from '../../../tests/support/system/engine/charge-point.ts';
import { chargePointView } from './page/view.ts';
import { snapshot } from './snapshot.ts';

function seen() {
  const { now, wait } = handClock();
  const here = openChargePoint({ now });
  const identity = { chargePointId: 'CP-1', priceCentsPerKwh: price };
  const health = { ready: false, waitingFor: ['kafka'] };
  const view = (engine = true) =>
    chargePointView.strict().parse(
      snapshot({
        ...{ sessions: here.sessions, bars: here.bars, monitor: here.monitor, powerW: 3600, health },
        identity: engine ? identity : undefined,
        engine: engine ? here.engine : undefined,
      }),
    );
  return { ...here, wait, view };
}

test('before a monitor has come there is next to nothing to see', () => {
  expect(seen().view(false)).toMatchObject({
    ...{ chargePointId: null, priceCentsPerKwh: null, powerW: 3600, session: null, last: null },
    cannotBegin: 'No monitor has said yet which charge point this is.',
  });
});

test('the open session is seen with its figures, and the one that ended last with its reason', () => {
  const { engine, monitor, offer, view, wait } = seen();
  monitor.checked(true);
  for (const id of ['s-1', 's-2']) {
    offer(id, 5);
    engine.plug();
    wait(2000);
    engine.unplug(`${id} was unplugged.`);
  }
  offer('s-3', 5);
  expect(view()).toMatchObject({ session: { id: 's-3', state: 'accepted', powerW: 0 }, last: { id: 's-2' } });
  engine.plug();
  wait(4000);
  engine.meter();
  offer('s-4');
  const session = { id: 's-3', driverId: 'D-1', state: 'supplying', powerW: 3600, suppliedWh: 4, amountCents: 0 };
  const last = { state: 'ended', powerW: 0, suppliedWh: 2, reason: 's-2 was unplugged.' };
  expect(view()).toMatchObject({ session, last, cannotBegin: 'It is taken.', health: { waitingFor: ['kafka'] } });
});

test('what keeps the charge point from work is seen, each by itself', () => {
  const { engine, monitor, stop, view } = seen();
  monitor.checked(false);
  expect(view()).toMatchObject({ monitor: { present: true, reachesCentral: false }, fault: null, stopped: null });
  engine.breakDown('smoke');
  stop('works');
  expect(view()).toMatchObject({
    fault: 'smoke',
    stopped: 'works',
    cannotBegin: 'The charge point is broken: smoke',
  });
});
