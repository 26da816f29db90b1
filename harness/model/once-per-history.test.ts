import { expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { growingHistory } from './history.ts';
import { oncePerHistory } from './once-per-history.ts';

test('is worked out once for a history, and for each history by itself', () => {
  let times = 0;
  const count = oncePerHistory(({ facts }) => {
    times += 1;
    return facts.length;
  });
  const [one, other] = [told(goodRun()), told(goodRun().slice(0, 5))];
  expect([count(one), count(one), count(other), count(one)]).toEqual([
    one.facts.length,
    one.facts.length,
    6,
    one.facts.length,
  ]);
  expect(times).toBe(2);
});

test('is worked out anew when the history has grown', () => {
  const growing = growingHistory();
  const count = oncePerHistory(({ facts }) => facts.length);
  for (const fact of goodRun().slice(0, 3)) {
    growing.add(fact);
    expect(count(growing)).toBe(growing.facts.length);
  }
});
