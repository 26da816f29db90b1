import { describe, expect, test } from 'vitest';
import { random } from '../../util/statistics/random.ts';
import { canShow, regression } from './regression.ts';

const effect = { ratio: 1.25, floorMs: 250 };
const times = (count: number, ms: number) => Array.from({ length: count }, (_, index) => ms + index);

describe('a regression needs', () => {
  test('a ratio of the medians', () => {
    expect(regression(times(20, 2000), times(5, 4000), effect)).not.toBeNull();
    expect(regression(times(20, 2000), times(5, 2400), effect)).toBeNull();
  });

  test('a difference that somebody would notice', () => {
    expect(regression(times(20, 100), times(5, 300), effect)).toBeNull();
    expect(regression(times(20, 100), times(5, 300), { ...effect, floorMs: 100 })).not.toBeNull();
  });

  test('more than chance', () => {
    const wide = [...times(10, 1000), ...times(10, 9000)];
    expect(regression(wide, times(5, 9000), effect)).toBeNull();
    expect(regression(times(20, 1000), times(5, 9000), effect)?.p).toBeCloseTo(1 / 53_130, 10);
  });
});

test('never is longer than every time', () => {
  expect(regression(times(20, 2000), [null, null, null, 2030, 2030], effect)).toMatchObject({
    nowMs: Number.POSITIVE_INFINITY,
  });
  expect(
    regression([...times(20, 2000).slice(9), ...Array(9).fill(null)], [null, null, null, 2000, 2000], effect),
  ).toBeNull();
  expect(regression(Array(20).fill(null), Array(5).fill(null), effect)).toBeNull();
});

test('of one run nothing can be shown, of two against twenty something', () => {
  expect([1, 2, 5].map((now) => canShow(20, now))).toEqual([false, true, true]);
  expect(canShow(0, 5)).toBe(false);
});

test('of 20 against 5 runs at a spread of 20 %: at most 1 % false alarms, at least 99.9 % of twice the time', () => {
  const chance = random(6);
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance() * 0.999_999_9)) * Math.cos(2 * Math.PI * chance());
  const draw = (count: number, ms: number) => Array.from({ length: count }, () => ms * Math.exp(0.2 * normal()));
  const share = (of: number, ms: number) =>
    Array.from({ length: of }, () => regression(draw(20, 2000), draw(5, ms), effect)).filter(Boolean).length / of;
  const [falseAlarms, power] = [share(10_000, 2000), share(5000, 4000)];
  console.log(`false alarms ${(falseAlarms * 100).toFixed(2)} %, twice the time seen ${(power * 100).toFixed(2)} %`);
  expect(falseAlarms).toBeGreaterThan(0);
  expect(falseAlarms).toBeLessThanOrEqual(0.01);
  expect(power).toBeGreaterThanOrEqual(0.999);
});
