import { describe, expect, test } from 'vitest';
import { baseline, canary, facts, machine, ranIn } from '../../../tests/support/gate/facts.ts';
import { judgeGate } from './judge.ts';
import { gateExitCode } from './words.ts';

type Changed = Parameters<typeof facts>[0];
const found = (changed?: Changed) => judgeGate(facts(changed)).findings.map(({ level, kind }) => `${level} ${kind}`);
const texts = (changed?: Changed) => judgeGate(facts(changed)).findings.map(({ text }) => text);
const quarantine = (until: string) =>
  `quarantine:\n  - { scenario: slow-kafka, owner: Ada, reason: "bug 7", until: ${until} }\n`;

test('a gate in which all is well has no finding', () => {
  expect(judgeGate(facts())).toMatchObject({ outcome: 'passed', findings: [] });
  expect(judgeGate(facts()).sentence).toBe('Passed: 2 of 2 runs ended as they must.');
});

describe('one changed fact makes or unmakes', () => {
  const violated = ranIn(500, { verdict: 'violated' });
  test.each<[string, Changed, string[]]>([
    ['a violation', { runs: [violated, canary()] }, ['fail verdict']],
    ['an inconclusive run', { runs: [ranIn(500, { verdict: 'inconclusive' }), canary()] }, ['inconclusive verdict']],
    ['a control that recovers', { runs: [ranIn(500), canary({ verdict: 'recovered' })] }, ['fail verdict']],
    [
      'a control of which nobody can tell',
      { runs: [ranIn(500), canary({ verdict: 'inconclusive' })] },
      ['inconclusive verdict'],
    ],
    [
      'a run that is missing something',
      { runs: [ranIn(500, { verdict: 'missing' }), canary()] },
      ['inconclusive not-run'],
    ],
    ['a defect', { runs: [ranIn(500, { verdict: 'defect' }), canary()] }, ['inconclusive not-run']],
    ['a set without a control', { runs: [ranIn(500)] }, ['warn no-control']],
    ['the same for a baseline', { runs: [ranIn(500)], forBaseline: true }, []],
    ['a time at the budget', { runs: [ranIn(1000), canary()] }, []],
    ['a time beyond the warning', { runs: [ranIn(1001), canary()] }, ['warn budget']],
    ['a time beyond the limit', { runs: [ranIn(2001), canary()] }, ['fail budget']],
    ['never', { runs: [ranIn(null), canary()] }, ['fail budget']],
    ['a control that is slow', { runs: [ranIn(500), canary({ services: ranIn(null).services })] }, []],
    [
      'a quarantine in force',
      { runs: [violated, canary()], budgetAfter: quarantine('2026-11-26') },
      ['quarantined verdict'],
    ],
    [
      'on its day',
      { runs: [violated, canary()], budgetAfter: quarantine('2026-11-25') },
      ['fail verdict', 'fail expired-quarantine'],
    ],
    ['expired, though all is well', { budgetAfter: quarantine('2026-11-25') }, ['fail expired-quarantine']],
    ['in force, though all is well', { budgetAfter: quarantine('2026-11-26') }, ['warn unused-quarantine']],
    [
      'a quarantine of what could not run',
      { runs: [ranIn(500, { verdict: 'missing' }), canary()], budgetAfter: quarantine('2027-01-01') },
      ['inconclusive not-run'],
    ],
  ])('%s', (_what, changed, expected) => {
    expect(found(changed)).toEqual(expected);
  });

  test('a run that was planned and not made', () => {
    const planned = [1, 2].map((repeat) => ({ scenario: 'slow-kafka', repeat, control: false }));
    expect(found({ planned, runs: [ranIn(500)] })).toContain('inconclusive not-run');
    expect(found({ planned, runs: [ranIn(500), ranIn(500, { repeat: 2 })] })).not.toContain('inconclusive not-run');
  });
});

test('one violated run of ten fails: there is no second try', () => {
  const ten = Array.from({ length: 10 }, (_, index) => ranIn(500, { repeat: index + 1 }));
  const one = ten.map((run, index) => (index === 4 ? { ...run, verdict: 'violated' as const } : run));
  expect(judgeGate(facts({ runs: [...ten, canary()] })).outcome).toBe('passed');
  const result = judgeGate(facts({ runs: [...one, canary()] }));
  expect(result.outcome).toBe('failed');
  expect(result.findings.map(({ text }) => text)).toEqual(['run 5 of 10: It recovered.']);
});

describe('budgets', () => {
  test('of each level the last that fits holds, and the finding points at its line', () => {
    const looser = '  - scenario: "slow-*"\n    service: central\n    recovery: { fail: 5 s }\n';
    expect(found({ runs: [ranIn(2500), canary()], budgetAfter: looser })).toEqual(['warn budget']);
    const [finding] = judgeGate(facts({ runs: [ranIn(6000), canary()], budgetAfter: looser })).findings;
    expect(finding).toMatchObject({ level: 'fail', file: 'budget.yaml', line: 8 });
    expect(found({ runs: [ranIn(2500), canary()], budgetAfter: looser.replace('central', 'driver') })).toEqual([
      'fail budget',
    ]);
  });

  test.each([
    ['a stage in time', 'tcp: { fail: 100 ms }', []],
    ['a stage that is late', 'tcp: { fail: 99 ms }', ['fail budget']],
    ['a stage that nobody saw, with a later one in time', 'joined: { fail: 900 ms }', []],
    ['a stage that nobody saw, with a later one that is late', 'joined: { fail: 899 ms }', ['inconclusive budget']],
    ['a stage after which nobody saw any', 'caughtUp: { fail: 10 s }', ['fail budget']],
  ])('%s', (_what, limit, expected) => {
    expect(found({ budgetAfter: `  - ${limit}\n` })).toEqual(expected);
  });

  test('never is not the time that was waited', () => {
    expect(texts({ runs: [ranIn(null), canary()] })).toEqual([
      'central: did not recover within 30.00 s (budget: 2.00 s, fail)',
    ]);
  });

  test('a run that proved nothing has no times', () => {
    expect(found({ runs: [ranIn(null, { verdict: 'inconclusive' }), canary()] })).toEqual(['inconclusive verdict']);
  });
});

describe('against the baseline', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => 200 + index);
  const five = (ms: number | null) => [1, 2, 3, 4, 5].map((repeat) => ranIn(ms, { repeat }));
  const against = (ms: number, changed: Changed = {}) => ({
    runs: [...five(ms), canary()],
    baseline: baseline(twenty),
    ...changed,
  });

  test('what is slower by enough, and by more than chance, is a regression', () => {
    expect(found(against(900))).toEqual(['fail regression']);
    expect(found(against(220))).toEqual([]);
    expect(judgeGate(facts(against(220))).withoutBaseline).toBeNull();
    expect(texts(against(900))[0]).toContain(
      'central: 4.3 times as slow: median 0.90 s in 5 runs against 0.21 s in 20 runs',
    );
  });

  test('on a machine that others used is told with that, and is one all the same', () => {
    expect(found(against(900, { loadAtStart: 8.12 }))).toEqual(['fail regression']);
    expect(texts(against(900, { loadAtStart: 8.12 }))[0]).toContain('load 8.1 on 2 cores');
    expect(texts(against(900, { loadAtStart: 0.5 }))[0]).not.toContain('load');
  });

  test('its level is that of the file', () => {
    expect(found(against(900, { budgetAfter: 'regressions: { level: warn }\n' }))).toEqual(['warn regression']);
    expect(found(against(900, { budgetAfter: 'regressions: { floor: 1 s }\n' }))).toEqual([]);
    expect(found(against(900, { budgetAfter: 'regressions: { ratio: 5 }\n' }))).toEqual([]);
  });

  test('another kind of machine is not compared, and that is said; another version is', () => {
    const result = (other: object) => judgeGate(facts(against(900, { machines: [{ ...machine, ...other }] })));
    for (const other of [{ cpu: 'B' }, { cores: 4 }, { platform: 'darwin arm64' }]) {
      expect(result(other).findings).toEqual([]);
      expect(result(other).withoutBaseline).toMatch(/another kind of machine, so only budgets apply/);
    }
    expect(result({ node: '26.0.0' }).findings).toHaveLength(1);
    const mixed = judgeGate(facts(against(900, { machines: [machine, { ...machine, cores: 4 }] })));
    expect(mixed.withoutBaseline).toMatch(/another kind of machine/);
  });

  test('what cannot be compared is said by name', () => {
    const without = (changed: Changed) => judgeGate(facts(changed)).withoutBaseline;
    expect(without({})).toMatch(/There is no baseline/);
    expect(without(against(900, { runs: [ranIn(900), canary()] }))).toMatch(
      /slow-kafka \(1 against 20 runs could show nothing\)/,
    );
    expect(without(against(900, { baseline: baseline(twenty, { scenarios: {} }) }))).toMatch(
      /slow-kafka \(it is not in it\)/,
    );
  });
});

test('a part leaves to the merge what only the whole can tell', () => {
  const shard = { index: 1, of: 2 };
  const changed = { runs: [ranIn(500)], budgetAfter: quarantine('2026-11-26'), shard };
  expect(judgeGate(facts(changed))).toMatchObject({ findings: [], shard });
});

test.each([
  ['passed', { runs: [ranIn(500), canary()] }, 0],
  ['warned', { runs: [ranIn(500)] }, 0],
  ['failed', { runs: [ranIn(500, { verdict: 'violated' }), ranIn(1, { verdict: 'missing', repeat: 2 })] }, 1],
  ['inconclusive', { runs: [ranIn(500, { verdict: 'inconclusive' }), canary()] }, 2],
  ['inconclusive', { runs: [ranIn(500, { verdict: 'defect' }), canary()] }, 2],
  ['inconclusive', { runs: [ranIn(500, { verdict: 'missing' }), canary()] }, 3],
] as const)('%s: %j ends with %i', (outcome, changed, code) => {
  const result = judgeGate(facts(changed));
  expect(result.outcome).toBe(outcome);
  expect(gateExitCode(result)).toBe(code);
});
