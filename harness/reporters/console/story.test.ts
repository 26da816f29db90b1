import { describe, expect, test } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import type { Moving } from './screen.ts';
import { storyOn } from './story.ts';

/** What stays on the screen, and what moved on it. */
function told(facts: readonly Fact[]) {
  const stays: string[] = [];
  const moved: Moving[] = [];
  const show = (moving: Moving | undefined) => moving && moved.push(moving);
  const story = storyOn({ say: (line) => stays.push(line), show, end: () => undefined });
  for (const fact of facts) story.event(fact);
  return { stays, moved: moved.map(({ text }) => text), now: moved.map(({ now }) => now?.()) };
}

const begin = (path: string, title: string, at: number, parameters = {}): Fact => ({
  ...{ kind: 'step', phase: 'begin', step: 'any', at, path, title, parameters },
});
const end = (path: string, title: string, at: number, rest: object = {}): Fact => ({
  ...{ kind: 'step', phase: 'end', step: 'any', at, path, title, outcome: 'done' as const },
  ...rest,
});

describe('a story on the screen', () => {
  test('keeps what is finished with what it took, and tells what holds others before them, once', () => {
    const { stays } = told([
      ...[begin('1', 'no Kafka', 0), begin('1.1', 'services start', 100), end('1.1', 'services start', 1350)],
      ...[begin('1.2', 'waits', 1400), end('1.2', 'waits', 13_400), end('1', 'no Kafka', 14_000)],
    ]);
    expect(stays).toEqual([
      '     no Kafka:',
      'ok     services start (1.25 s)',
      'ok     waits (12.0 s)',
      'ok   no Kafka (14.0 s)',
    ]);
  });

  test('says what is waited for, and how long at most, or just how long', () => {
    const { moved, now } = told([
      begin('1', 'Kafka starts', 0, { withinMs: 20_000 }),
      begin('2', 'recovers', 0, { withinMs: 5000, watchMs: 30_000 }),
      begin('3', '6 s go by', 0, { forMs: 6000 }),
    ]);
    expect(moved).toEqual(['Kafka starts (at most 20 s)', 'recovers (at most 30 s)', '6 s go by']);
    expect(now).toEqual([
      'Kafka starts (0 s of at most 20 s)',
      'recovers (0 s of at most 30 s)',
      '6 s go by (0 s of 6 s)',
    ]);
  });

  test('says what failed and why, what was ended, and that a fault is being mended', () => {
    const fault = {
      kind: 'fault',
      phase: 'heal',
      fault: 'cut#1',
      name: 'cut',
      title: 'the route is cut',
      at: 5,
    } as const;
    const { stays, moved } = told([
      ...[begin('1', 'hears', 0), end('1', 'hears', 5000, { outcome: 'failed', reason: 'not within 5 s' })],
      ...[begin('2', 'x', 5000), fault, end('2', 'x', 6000, { outcome: 'aborted', reason: 'interrupted' })],
    ]);
    expect(stays).toEqual(['NO   hears (5.00 s): not within 5 s', 'ended x (1.00 s): interrupted']);
    expect(moved.at(-1)).toBe('  restoring: the route is cut');
  });
});
