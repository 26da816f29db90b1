import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft } from '../model/fact.ts';
import type { Recorder } from '../model/recorder.ts';
import { foldTo, type Met, worstOf } from './fold.ts';

const answers = (first: number): Met => ({ outcome: 'answers', first, last: first + 5 });
const closed = (first: number): Met => ({ outcome: 'closed', first, last: first + 5 });

/** What comes of attempts on several ways, in this order. */
function together(ways: number, attempts: readonly (readonly [number, Met])[]): Met[] {
  const met: Met[] = [];
  const take = worstOf(ways, (one) => met.push(one));
  for (const [way, one] of attempts) take(way, one);
  return met;
}

describe('several ways together', () => {
  test('say nothing before each has been tried', () => {
    expect(
      together(3, [
        [0, answers(0)],
        [1, answers(1)],
      ]),
    ).toEqual([]);
  });

  test('answer when each does, from the oldest of these attempts to the latest', () => {
    expect(
      together(3, [
        [0, answers(0)],
        [2, answers(20)],
        [1, answers(10)],
      ]),
    ).toEqual([{ outcome: 'answers', first: 0, last: 25 }]);
  });

  test('do not answer while one of them does not, whatever the others do, and each failure is told once', () => {
    const met = together(2, [
      [0, answers(0)],
      [1, closed(1)],
      [0, answers(10)],
      [0, answers(20)],
      [1, closed(30)],
    ]);
    expect(met).toEqual([closed(1), closed(30)]);
  });

  test('answer again when the last one does', () => {
    const met = together(2, [
      [1, closed(1)],
      [0, answers(10)],
      [1, answers(40)],
    ]);
    expect(met.map(({ outcome }) => outcome)).toEqual(['closed', 'answers']);
    expect(met.at(-1)).toMatchObject({ first: 10, last: 45 });
  });

  test('never answer over an attempt that failed and was not followed by one that did not', () => {
    const attempt = fc.record({ way: fc.nat({ max: 2 }), well: fc.boolean() });
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), (attempts) => {
        const last = new Map<number, boolean>();
        let number = 0;
        const take = worstOf(3, ({ outcome }) => {
          if (outcome === 'answers') expect([...last.values()]).toEqual([true, true, true]);
        });
        for (const { way, well } of attempts) {
          last.set(way, well);
          number += 10;
          take(way, well ? answers(number) : closed(number));
        }
      }),
    );
  });
});

test('equal attempts are one fact, another outcome is one at once, and none is lost', () => {
  const facts: Draft[] = [];
  const recorder = { record: (draft: Draft) => facts.push(draft) } as unknown as Recorder;
  const { take, flush } = foldTo('central', recorder);
  for (let index = 0; index < 10; index += 1) take(answers(index * 50));
  take(closed(600));
  take(answers(700));
  flush();
  const counts = facts.map((fact) => (fact.kind === 'probe' ? [fact.outcome, fact.count, fact.first, fact.last] : []));
  expect(counts).toEqual([
    ['answers', 1, 0, 5],
    ['answers', 9, 50, 455],
    ['closed', 1, 600, 605],
    ['answers', 1, 700, 705],
  ]);
});
