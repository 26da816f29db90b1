import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment } from '../../report/model.ts';
import { picker } from './pick.ts';

const moment = (at: number, kind: Moment['kind'] = 'inject'): Moment => ({ at, kind, title: 'x' });
const line = (at: number, text: string, source = 'central') => ({ at, source, level: null, text });

function picked(moments: readonly Moment[], lines: readonly ReturnType<typeof line>[]) {
  const pick = picker(moments);
  for (const one of lines) pick.take(one);
  return pick.excerpts();
}

test('lines within five seconds of a moment are taken, and no others', () => {
  const words = ['one', 'two', 'three', 'four'];
  const lines = [4999, 5000, 15_000, 15_001].map((at, index) => line(at, words[index] ?? ''));
  expect(picked([moment(10_000)], lines)[0]?.lines.map(({ at }) => at)).toEqual([5000, 15_000]);
});

test('what is said again and again stands there once, with how often', () => {
  const lines = [1, 2, 3].flatMap((at) => [line(at, `producer waits ${at}`), line(at, `consumer waits ${at}`)]);
  const [excerpt] = picked([moment(0)], lines);
  expect(excerpt?.lines.map(({ text, times }) => `${text} ${times}`)).toEqual([
    'producer waits 1 3',
    'consumer waits 1 3',
  ]);
});

test('moments that are close together have one excerpt, and violations come before what there is no room for', () => {
  const many = Array.from({ length: 100 }, (_, index) => moment(index * 3000));
  const excerpts = picked([...many, moment(150_500, 'violation')], []);
  expect(excerpts).toHaveLength(12);
  expect(excerpts.some(({ moments }) => moments.some(({ kind }) => kind === 'violation'))).toBe(true);
  expect(picked([moment(0), moment(1999), moment(5000)], [])).toHaveLength(2);
});

test('of any number of lines those next to the moment are kept, and every other one is counted', () => {
  const times = fc.array(fc.integer({ min: 0, max: 12_000 }), { maxLength: 300 });
  fc.assert(
    fc.property(
      times,
      fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 5 }),
      (ats, moments) => {
        const letters = (index: number) => String.fromCodePoint(0x4e00 + index);
        const lines = ats.toSorted((one, other) => one - other).map((at, index) => line(at, letters(index)));
        for (const { lines: shown, left, moments: around } of picked(
          moments.map((at) => moment(at)),
          lines,
        )) {
          const near = lines.filter(({ at }) => around.some((one) => Math.abs(one.at - at) <= 5000));
          expect(shown.length + left).toBe(near.length);
          expect(shown.length).toBeLessThanOrEqual(60);
          expect(shown.map(({ at }) => at)).toEqual(shown.map(({ at }) => at).toSorted((one, other) => one - other));
        }
      },
    ),
  );
});
