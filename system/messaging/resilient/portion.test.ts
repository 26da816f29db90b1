import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { portion } from './portion.ts';

const most = 500_000;

/** Sends so many times as much as it may, to a Kafka that takes so much; answers with what was refused. */
function sendTo(size: ReturnType<typeof portion>, limit: number, times = 100): number[] {
  const refused: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const bytes = size.bytes();
    if (bytes <= limit) size.taken(bytes);
    else {
      refused.push(bytes);
      size.refused(bytes);
    }
  }
  return refused;
}

function clocked() {
  let now = 0;
  const wait = (ms: number) => {
    now += ms;
  };
  return { size: portion(most, () => now), wait };
}

describe('how much is sent at once', () => {
  test('comes near to what Kafka takes, with few refusals, and then with none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 2 * most }), (limit) => {
        const { size } = clocked();
        expect(sendTo(size, limit).length).toBeLessThan(20);
        expect(sendTo(size, limit)).toEqual([]);
        expect(size.bytes()).toBeGreaterThanOrEqual(Math.min(most, limit) * 0.7);
        expect(size.bytes()).toBeLessThanOrEqual(Math.min(most, limit));
      }),
    );
  });

  test('grows again when the limit is raised, and asks for that seldom', () => {
    const { size, wait } = clocked();
    sendTo(size, 4096);
    wait(59_000);
    expect(sendTo(size, 4096)).toEqual([]);
    wait(2000);
    expect(sendTo(size, most)).toEqual([]);
    expect(size.bytes()).toBe(most);
  });

  test('is at least something, and after what got no answer soon as much as before', () => {
    const { size } = clocked();
    for (let time = 0; time < 40; time += 1) size.lost(size.bytes());
    expect(size.bytes()).toBe(1);
    expect(sendTo(size, most, 25)).toEqual([]);
    expect(size.bytes()).toBe(most);
  });

  test('is not less for what was refused for its contents', () => {
    const { size } = clocked();
    sendTo(size, 1);
    size.forget();
    expect(size.bytes()).toBe(most);
  });
});
