import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePressure, parseTurns, pressureMs, turnsOf } from './turns.ts';

test('the kernel counts in nanoseconds what a process had and waited for', () => {
  expect(parseTurns('1500000 2000000 7\n')).toEqual({ ranMs: 1.5, waitedMs: 2 });
  for (const text of ['', 'x 1 2', '1 2']) expect(parseTurns(text)).toBeUndefined();
});

test('and in microseconds for how long somebody waited', () => {
  const full = 'full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n';
  expect(parsePressure(`some avg10=17.80 avg60=25.47 avg300=17.53 total=296909172\n${full}`)).toBe(296909.172);
  expect(parsePressure(full)).toBeUndefined();
});

test('whatever stands there, there is an answer and no error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      parseTurns(text);
      parsePressure(text);
    }),
  );
});

test.skipIf(!existsSync('/proc/self/schedstat'))(
  'a process that works has more turns afterwards, of all its threads at least those of one',
  () => {
    const before = turnsOf(process.pid, 'one');
    const until = performance.now() + 30;
    while (performance.now() < until);
    const after = turnsOf(process.pid, 'one');
    expect((after?.ranMs ?? 0) + (after?.waitedMs ?? 0)).toBeGreaterThan(
      (before?.ranMs ?? 0) + (before?.waitedMs ?? 0) + 15,
    );
    expect(turnsOf(process.pid, 'all')?.ranMs).toBeGreaterThanOrEqual(after?.ranMs ?? 0);
    expect(turnsOf(2 ** 30, 'one')).toBeUndefined();
    expect(turnsOf(2 ** 30, 'all')).toBeUndefined();
    if (existsSync('/proc/pressure/cpu')) expect(pressureMs()).toBeGreaterThan(0);
  },
);
