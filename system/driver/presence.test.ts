import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReachable, layerIs, nothingKnown, type Presence, signHeard } from './presence.ts';

const silentAfterMs = 3000;
const second = 1000;
const hour = 3600 * second;
/** The time of our clock when our monotonic clock was at 0. */
const epoch = 1_800_000_000_000;

/** A driver that hears, and a central whose clock may go otherwise. */
function world() {
  let now = 5000;
  let presence: Presence = nothingKnown;
  return {
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    layer: (works: boolean) => {
      presence = layerIs(presence, works, now);
    },
    /** A sign that is so old, from a central whose clock is so far ahead of ours. */
    sign: ({ ageMs = 0, aheadMs = 0 } = {}) => {
      presence = signHeard(presence, { saidAt: epoch + now - ageMs + aheadMs, time: epoch + now, now });
    },
    reachable: () => isReachable(presence, now, silentAfterMs),
  };
}

test('while Kafka is away nobody can tell, however long that takes', () => {
  const { wait, layer, reachable } = world();
  expect(reachable()).toBe(true);
  wait(hour);
  expect(reachable()).toBe(true);
  layer(true);
  wait(hour);
  expect(reachable()).toBe(false);
  layer(false);
  expect(reachable()).toBe(true);
});

test('from when it could be heard, central has its time, to the millisecond, and one sign is enough', () => {
  const { wait, layer, sign, reachable } = world();
  layer(true);
  wait(silentAfterMs);
  expect(reachable()).toBe(true);
  wait(1);
  layer(true);
  expect(reachable()).toBe(false);
  sign();
  expect(reachable()).toBe(true);
  wait(silentAfterMs + 1);
  expect(reachable()).toBe(false);
});

const deeds = fc.array(
  fc.oneof(
    fc.record({ layer: fc.boolean() }),
    fc.record({ wait: fc.nat(4 * second) }),
    fc.constant({ sign: true as const }),
  ),
);

test('it is silence that counts, from the later of the last sign and when it could be heard', () => {
  fc.assert(
    fc.property(deeds, (story) => {
      const here = world();
      let works = false;
      let silentForMs = 0;
      for (const deed of story) {
        if ('wait' in deed) {
          here.wait(deed.wait);
          silentForMs += deed.wait;
        } else if ('sign' in deed) {
          here.sign();
          silentForMs = 0;
        } else {
          here.layer(deed.layer);
          if (deed.layer && !works) silentForMs = 0;
          works = deed.layer;
        }
        expect(here.reachable()).toBe(!works || silentForMs <= silentAfterMs);
      }
    }),
  );
});

describe('by clocks that differ', () => {
  const anyClock = fc.integer({ min: -48 * hour, max: 48 * hour });

  test('a central that is well is always reachable, also when its signs come late and not evenly', () => {
    fc.assert(
      fc.property(anyClock, fc.array(fc.nat(400), { maxLength: 20 }), (aheadMs, delays) => {
        const here = world();
        here.layer(true);
        let before = 0;
        for (const delay of delays) {
          here.wait(second + delay - before);
          before = delay;
          expect(here.reachable()).toBe(true);
          here.sign({ ageMs: delay, aheadMs });
        }
        expect(here.reachable()).toBe(true);
      }),
    );
  });

  test('it is reachable again also when one of the clocks is set', () => {
    fc.assert(
      fc.property(fc.array(anyClock, { minLength: 1, maxLength: 10 }), (clocks) => {
        const here = world();
        here.layer(true);
        for (const aheadMs of clocks) {
          for (let signs = 0; signs < 2; signs += 1) {
            here.wait(second);
            here.sign({ aheadMs });
            expect(here.reachable()).toBe(true);
          }
        }
      }),
    );
  });
});

test('what is read from the past of the topic is no life, however much it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 11, max: 1000 }), fc.integer({ min: 11, max: 500 }), (oldest, youngest) => {
      const here = world();
      here.layer(true);
      here.wait(silentAfterMs + 1);
      // A record takes us a moment; it took central a second.
      for (let age = Math.max(oldest, youngest); age >= youngest; age -= 1) {
        here.sign({ ageMs: age * second });
        expect(here.reachable()).toBe(false);
        if (age % 10 === 0) here.wait(1);
      }
      here.sign();
      expect(here.reachable()).toBe(true);
    }),
  );
});
