import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStopped, type Situation, whyNotByHand, whyRefused } from './readiness.ts';

const free: Situation = {
  fault: undefined,
  stop: undefined,
  monitorPresent: true,
  monitorSilent: false,
  reachesCentral: true,
  taken: false,
  hasRoom: true,
};
const hindrances: readonly [Partial<Situation>, offer: string | undefined, byHand: string | undefined][] = [
  [{}, undefined, undefined],
  [{ fault: 'smoke' }, 'The charge point is broken: smoke', 'The charge point is broken: smoke'],
  [{ stop: 'works' }, 'Central has stopped the charge point: works', 'Central has stopped the charge point: works'],
  [{ monitorPresent: false, monitorSilent: true }, 'The monitor is silent.', 'The monitor is silent.'],
  [{ monitorPresent: false }, undefined, 'The monitor is silent.'],
  [{ reachesCentral: false }, undefined, 'The central cannot be reached.'],
  [{ taken: true }, 'It is taken.', 'It is taken.'],
  [{ hasRoom: false }, undefined, 'Too much waits for Kafka: nothing more can be begun until it is back.'],
];

test.each(hindrances)('%j: what an offer and a person are told', (hindrance, offer, byHand) => {
  const situation = { ...free, ...hindrance };
  expect(whyRefused(situation)).toBe(offer);
  expect(whyNotByHand(situation)?.reason).toBe(byHand);
});

test('only when nothing else is in the way is it for want of room, and what is worse is said first', () => {
  const full = { ...free, hasRoom: false };
  expect(whyNotByHand(full)?.full).toBe(true);
  expect(whyNotByHand({ ...full, taken: true })).toEqual({ reason: 'It is taken.', full: false });
  expect(whyRefused({ ...free, fault: 'smoke', stop: 'works', taken: true })).toContain('smoke');
  expect(whyRefused({ ...free, stop: 'works', monitorSilent: true })).toContain('works');
});

test('a reason is never longer than events take, nor ends in half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 500, size: 'max' }), (reason) => {
      for (const told of [isStopped(reason), whyRefused({ ...free, fault: reason }) ?? '']) {
        expect(told.length).toBeLessThanOrEqual(500);
        expect(told.isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
