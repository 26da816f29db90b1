import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseline, canary, facts, machine, ranIn } from '../../../tests/support/gate/facts.ts';
import { type Blob, join, parseBlob, wholeOf } from './blob.ts';
import { judgeGate } from './judge.ts';
import { shards } from './shards.ts';

const gate = { budget: 'a'.repeat(64), baseline: null };
const runs = [...[1, 2, 3, 4, 5].map((repeat) => ranIn(500, { repeat })), canary(), ranIn(2500, { scenario: 'calm' })];
const planned = runs.map(({ scenario, repeat, control }) => ({ scenario, repeat, control }));
const startedAt = '2026-11-25T10:00:00.000Z';

function parts(of: number): { name: string; blob: Blob }[] {
  return shards(planned, of, () => 1).map((mine, index) => ({
    name: `part-${index + 1}`,
    blob: {
      ...{ format: 2, gate, shard: { index: index + 1, of }, startedAt, tookMs: 40_000, machine, planned },
      runs: runs.filter((run) =>
        mine.some(({ scenario, repeat }) => scenario === run.scenario && repeat === run.repeat),
      ),
    },
  }));
}

test('parts, in whatever order, give what one gate gives', () => {
  const twenty = baseline(Array.from({ length: 20 }, (_, index) => 100 + index));
  const whole = judgeGate(facts({ runs, baseline: twenty }));
  expect(whole.findings.map(({ kind }) => kind)).toEqual(['budget', 'regression']);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.infiniteStream(fc.nat()), (of, keys) => {
      const stored = parts(of).map(({ name, blob }) => ({ name, blob: parseBlob(JSON.stringify(blob), name) }));
      const shuffled = stored.map((part) => ({ part, key: keys.next().value })).sort((a, b) => a.key - b.key);
      const joined = join(
        wholeOf(
          shuffled.map(({ part }) => part),
          gate,
        ),
        (_part, folder) => folder,
      );
      expect(judgeGate(facts({ ...joined, planned, baseline: twenty }))).toEqual(whole);
    }),
    { numRuns: 50 },
  );
});

describe('a merge refuses', () => {
  const of = (change: (all: ReturnType<typeof parts>) => ReturnType<typeof parts>) => () =>
    wholeOf(change(parts(3)), gate);
  const blob = (index: number, changed: Partial<Blob>) => (all: ReturnType<typeof parts>) =>
    all.map((part, place) => (place === index ? { ...part, blob: { ...part.blob, ...changed } } : part));
  test.each([
    ['a missing part', of(([one, two]) => [one, two].filter((part) => part !== undefined)), /part 3 of 3 is missing/],
    ['none', of(() => []), /is missing/],
    ['a doubled part', of((all) => [...all, ...all.slice(0, 1)]), /part-1 and part-1 are both part 1/],
    ['another budget', of(blob(1, { gate: { ...gate, budget: 'b'.repeat(64) } })), /part-2 is of another budget file/],
    ['another baseline', of(blob(1, { gate: { ...gate, baseline: 'b'.repeat(64) } })), /another baseline/],
    ['a part of another number', of(blob(1, { shard: { index: 2, of: 4 } })), /not parts of one gate/],
    ['another plan', of(blob(1, { planned: planned.slice(1) })), /not parts of one gate/],
    ['a run in two parts', of(blob(1, { runs })), /is in part-1 and in part-2/],
    ['a run that nobody planned', of(blob(1, { runs: [ranIn(1, { scenario: 'other' })] })), /nobody planned/],
  ])('%s', (_what, work, message) => {
    expect(work).toThrow(message);
  });

  test.each<[string, (blob: Blob) => unknown, RegExp]>([
    ['a newer format', (blob) => ({ ...blob, format: 3 }), /format 3 is newer than this program/],
    ['what is cut off', (blob) => JSON.stringify(blob).slice(0, -9), /read the part p: /],
    ['a field too many', (blob) => ({ ...blob, more: 1 }), /more/],
    [
      'a folder outside',
      (blob) => ({ ...blob, runs: [ranIn(1, { folder: '../../etc' })] }),
      /runs\.0\.folder: expected a folder beside/,
    ],
    [
      'a link that is a program',
      (blob) => ({ ...blob, runs: [ranIn(1, { folder: 'javascript:alert(1)' })] }),
      /expected a folder beside/,
    ],
    [
      'a part beyond the whole',
      (blob) => ({ ...blob, shard: { index: 4, of: 3 } }),
      /shard: expected a part of the whole/,
    ],
  ])('%s', (_what, change, message) => {
    const [first] = parts(1);
    const changed = first && change(first.blob);
    expect(() => parseBlob(typeof changed === 'string' ? changed : JSON.stringify(changed), 'p')).toThrow(message);
  });
});

test('a run that a part did not finish is told, and is no pass', () => {
  const [one, two] = parts(2);
  if (!one || !two) throw new Error('There are two parts.');
  const cut = { ...two, blob: { ...two.blob, runs: two.blob.runs.slice(1) } };
  const joined = join(wholeOf([one, cut], gate), (_part, folder) => folder);
  const result = judgeGate(facts({ ...joined, planned }));
  expect(result.findings.map(({ kind }) => kind)).toContain('not-run');
});
