import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { store, storeVariants } from '../../../tests/support/compare/stored.ts';
import { Failure } from '../../model/failure.ts';
import { renderComparison } from '../../reporters/console/comparison.ts';
import { compare } from './compare.ts';
import type { ServiceInGroup } from './model.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'norestart-compare-'));
  storeVariants(join(folder, 'seed'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const only = (words: readonly string[]) => {
  const { scenarios } = compare(words);
  const [scenario] = scenarios;
  if (!scenario || scenarios.length !== 1) throw new Error('one scenario was expected');
  return scenario;
};
const column = (words: readonly string[], service: string, label: string): ServiceInGroup => {
  const row = only(words).services.find((one) => one.service === service);
  const found = row?.groups.find((group) => group.label === label);
  if (!found) throw new Error(`no ${service} in ${label}`);
  return found;
};

describe('the story of the seed, from one folder', () => {
  const seed = () => [join(folder, 'seed')];

  test('is told in the order before, after, resilient, in sentences', () => {
    const { sentences, by } = compare(seed());
    expect(by).toBe('variant');
    expect(sentences.map(({ label }) => label)).toEqual(['before', 'after', 'resilient']);
    const text = sentences.map((sentence) => sentence.text.replaceAll('\u00a0', ' '));
    expect(text[0]).toBe(
      '0 of 5 runs recovered; driver, central and engine did not come back (not within 30.00 s); 15 restarts by hand needed.',
    );
    expect(text[2]).toBe('5 of 5 runs recovered; slowest: engine, 0.21 s after the heal.');
  });

  test('has medians, and never where there is none', () => {
    expect(column(seed(), 'engine', 'before')).toMatchObject({ median: { notWithinMs: 30_000 }, difference: null });
    expect(column(seed(), 'engine', 'after')).toMatchObject({ median: { ms: 1502 }, unmeasured: 0 });
    expect(column(seed(), 'engine', 'after').interval).toEqual({ from: { ms: 1500 }, to: { ms: 1504 } });
  });

  test('has the exact probability of five against five', () => {
    expect(column(seed(), 'engine', 'resilient').difference).toEqual({
      against: 'before',
      longerInShare: 0,
      p: 2 / 252,
      method: 'exact',
      leastP: 2 / 252,
    });
  });

  test("has Wilson's interval, and says that five are few", () => {
    const [before, , resilient] = only(seed()).groups;
    expect(before?.recovered).toMatchObject({ count: 0, of: 5 });
    expect(before?.recovered.interval.to).toBeCloseTo(0.4345, 4);
    expect(resilient?.recovered.interval.from).toBeCloseTo(0.5655, 4);
    expect(only(seed()).caution).toContain('of 5, the interval is the whole range');
  });

  test('stands in a table for a terminal', () => {
    const text = renderComparison(compare(seed()));
    expect(text).toMatch(/before +0 of 5 +0 to 43 % /);
    expect(text).toMatch(/engine +before \(5\) +not within 30\.00 s +not within 30\.00 s\n/);
    expect(text).toMatch(/resilient \(5\) +0\.21 s +0\.21 s +sooner than before in 100 % of pairs \(p = 0\.008\)/);
  });
});

describe('what cannot be told is not told', () => {
  test('with one run each there is no difference, no interval, and a warning', () => {
    const words = [`old=${join(folder, 'seed/before-1')}`, `new=${join(folder, 'seed/resilient-1')}`];
    const { caution } = only(words);
    expect(caution).toContain('an example and no measurement');
    expect(column(words, 'engine', 'new')).toMatchObject({ interval: null, difference: { p: 1, leastP: 1 } });
    expect(renderComparison(compare(words))).toContain('too few runs to compare with old');
    expect(renderComparison(compare(words))).not.toMatch(/sooner|later/);
  });

  test('an inconclusive run measures nothing, and has not recovered', () => {
    const place = join(folder, 'inconclusive');
    store(place, 'a', { after: { engine: 100 } });
    store(place, 'b', { after: { engine: 9000 }, verdict: 'inconclusive' });
    expect(column([place], 'engine', 'resilient')).toMatchObject({ values: [{ ms: 100 }], unmeasured: 1 });
    expect(only([place]).groups[0]).toMatchObject({ recovered: { count: 1, of: 2 }, inconclusive: 1 });
    expect(renderComparison(compare([place]))).toContain('1 of 2 (1 inconclusive)');
  });

  test('a run that was cut short does not say never', () => {
    const place = join(folder, 'cut');
    const step = { path: '1', title: 'a step', from: 0, to: 1, reason: null };
    const cut = { verdict: 'violated', steps: [{ ...step, outcome: 'aborted' }] } as const;
    store(place, 'a', { ...cut, after: { engine: null, driver: 80 } });
    expect(column([place], 'engine', 'resilient')).toMatchObject({ values: [], median: null, unmeasured: 1 });
    expect(column([place], 'driver', 'resilient').values).toEqual([{ ms: 80 }]);
  });

  test('what no check looked for is not called none', () => {
    const place = join(folder, 'unchecked');
    store(place, 'a', { checks: [] });
    expect(only([place]).groups[0]).toMatchObject({ lost: { untold: 1 }, doubled: { untold: 1 } });
    expect(renderComparison(compare([place]))).toContain('nobody can tell');
  });
});

describe('what was lost and doubled', () => {
  const check = (name: string, verdict: 'violated' | 'recovered') =>
    ({ name, verdict, claim: '', because: '', lines: [] }) as const;

  test('is counted by request and by run', () => {
    const place = join(folder, 'lost');
    const good = {
      verdict: 'violated',
      checks: [check('no-loss', 'violated'), check('no-duplicates', 'violated')],
    } as const;
    store(place, 'a', good);
    const row = (lost: boolean, doubled: boolean) => ({ lost, doubled }) as never;
    store(place, 'b', { ...good, ledger: [row(true, false), row(true, true), row(false, false)] });
    expect(only([place]).groups[0]).toMatchObject({
      lost: { count: 2, inRuns: 1, untold: 0 },
      doubled: { count: 1, inRuns: 1, untold: 0 },
    });
    expect(renderComparison(compare([place]))).toContain('2 in 1 run');
  });

  test('doubled requests of an older report, which has no number of them, are unknown', () => {
    const place = join(folder, 'older');
    const ledger = [{ lost: false } as never];
    store(place, 'a', { ledger, verdict: 'violated', checks: [check('no-duplicates', 'violated')] });
    store(place, 'b', { ledger, checks: [check('no-duplicates', 'recovered')] });
    expect(only([place]).groups[0]?.doubled).toEqual({ count: 0, inRuns: 0, untold: 1 });
  });
});

describe('groups', () => {
  test('are what the words name, with labels, patterns and places alike', () => {
    const words = [
      `old=${join(folder, 'seed')}/before-*`,
      join(folder, 'seed/resilient-0'),
      join(folder, 'seed/after-0'),
    ];
    expect(only(words).groups.map(({ label, runs }) => `${label} ${runs.length}`)).toEqual([
      'old 5',
      'resilient-0 1',
      'after-0 1',
    ]);
  });

  test('a run that is named twice is one run', () => {
    symlinkSync(join(folder, 'seed/before-0'), join(folder, 'link'));
    const words = [
      `x=${join(folder, 'seed/before-0')}`,
      `x=${join(folder, 'link')}`,
      `y=${join(folder, 'seed/after-0')}`,
    ];
    expect(only(words).groups[0]?.runs).toHaveLength(1);
  });

  test('are made by version, in the order of their numbers; what was not recorded is said', () => {
    const place = join(folder, 'versions');
    for (const kafka of ['4.10.0', '4.9.1']) store(place, kafka, { versions: { kafka } });
    store(place, 'none', { versions: {} });
    const labels = compare([place], 'kafka').scenarios[0]?.groups.map(({ label }) => label);
    expect(labels).toEqual(['kafka 4.9.1', 'kafka 4.10.0', 'kafka not recorded']);
  });

  const words = ['variant', 'scenario-version', 'machine', 'runtime', 'build', 'kafka', 'client', 'node', 'norestart'];
  test.each(words)('are made by %s, which a run says of itself', (key) => {
    const versions = { scenario: '1', build: '2', kafka: '3', client: '4', node: '5', norestart: '6' };
    const [one, two] = [{ versions }, { versions: {}, variant: 'x', runtime: 'y', machine: { system: 'z' } }];
    const place = join(folder, `by-${key}`);
    store(place, 'one', one);
    store(place, 'two', two);
    const labels = compare([place], key).scenarios[0]?.groups.map(({ label }) => label);
    expect(labels).toHaveLength(2);
    expect(labels?.[0]).not.toContain('not recorded');
  });

  test('of one system are in the order in which it has them, and of no known order by name', () => {
    const place = join(folder, 'ordered');
    const variants = ['second', 'first', 'third'];
    for (const variant of variants) store(place, variant, { variant, variants });
    const labels = () => compare([place]).scenarios[0]?.groups.map(({ label }) => label);
    expect(labels()).toEqual(variants);
    for (const variant of variants) store(place, variant, { variant, variants: [] });
    expect(labels()).toEqual(['first', 'second', 'third']);
  });

  test('of what no run says are refused, with the nearest word', () => {
    const place = join(folder, 'unknown-key');
    store(place, 'one', { versions: { client: '1' } });
    expect(() => compare([place], 'clinet')).toThrow(/they say nothing of it; did you mean "client"\?/);
  });

  test('of several scenarios are compared in each', () => {
    const place = join(folder, 'several');
    store(place, 'a', { scenario: 'one', variant: 'before' });
    store(place, 'b', { scenario: 'two', variant: 'resilient' });
    const { scenarios, sentences } = compare([place]);
    expect(scenarios.map(({ scenario, groups }) => [scenario, groups.length])).toEqual([
      ['one', 1],
      ['two', 1],
    ]);
    expect(sentences.map(({ text }) => text)).toContain('1 of 1 run recovered, in 1 scenario.');
  });
});

describe('bad input', () => {
  const failure = (work: () => unknown): Failure => {
    try {
      work();
    } catch (error) {
      if (error instanceof Failure) return error;
      throw error;
    }
    throw new Error('it did not fail');
  };

  test('a damaged run is named and left out', () => {
    const place = join(folder, 'damaged');
    store(place, 'whole', {});
    for (const [name, text] of [
      ['torn', '{"format":1,'],
      ['edited', '{"format":1,"run":7}'],
    ]) {
      mkdirSync(join(place, name ?? ''));
      writeFileSync(join(place, name ?? '', 'report.json'), text ?? '');
    }
    mkdirSync(join(place, 'running'));
    writeFileSync(join(place, 'running', 'history.jsonl'), '');
    const { leftOut, scenarios } = compare([place]);
    expect(scenarios[0]?.groups[0]?.runs).toHaveLength(1);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('report.json: run: '),
      `it has no report.json; to make it: norestart report ${join(place, 'running')}`,
      expect.stringContaining('report.json is no JSON'),
    ]);
    expect(renderComparison(compare([place]))).toContain(join(place, 'torn'));
  });

  test('the sample that the repository carries is none of the own runs, unless it is named itself', () => {
    const place = join(folder, 'carrying');
    store(place, 'own', {});
    store(place, 'sample', {});
    const sample = join(place, 'sample');
    for (const word of [place, join(place, '*')]) {
      expect(compare([word]).scenarios[0]?.groups[0]?.runs).toHaveLength(1);
      expect(renderComparison(compare([word]))).toMatch(
        /Left out:\n {2}.*sample: it is the sample that norestart carries/,
      );
    }
    for (const word of [sample, `${sample}/`, join(sample, 'report.json')]) {
      expect(compare([word]).leftOut).toEqual([]);
      expect(compare([word]).scenarios).toHaveLength(1);
    }
  });

  test('a newer format is refused, and not half understood', () => {
    const place = join(folder, 'newer');
    store(place, 'a', { format: 3 as never });
    const { message, kind } = failure(() => compare([place]));
    expect(kind).toBe('usage');
    expect(message).toContain('format 3 is newer than this program, which reads format 2');
  });

  test('nothing at all, an empty folder and only damaged ones say what to do', () => {
    expect(failure(() => compare([join(folder, 'nowhere')])).message).toContain('there is nothing of that name');
    mkdirSync(join(folder, 'empty'));
    expect(failure(() => compare([join(folder, 'empty')])).message).toContain('there is no run in it');
    mkdirSync(join(folder, 'bad/one'), { recursive: true });
    writeFileSync(join(folder, 'bad/one/report.json'), 'x');
    expect(failure(() => compare([join(folder, 'bad')])).message).toContain('none is left to compare');
  });

  test('terminal codes in a report are taken out', () => {
    const place = join(folder, 'codes');
    store(place, 'a', { title: 'a\u001b[2Jb\u202ec', variant: 'x\u001b]0;t\u0007' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(renderComparison(compare([place]))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});
