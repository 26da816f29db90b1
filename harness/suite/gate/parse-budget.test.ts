import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../model/failure.ts';
import { durationMs } from './duration.ts';
import { parseBudget } from './parse-budget.ts';
import { budgetSchema } from './shape.ts';

const head = 'format: 1\nscenarios:\n  - tag: gate\n';
const refusal = (text: string): string => {
  try {
    parseBudget(text, 'b.yaml');
  } catch (error) {
    expect(error).toMatchObject({ kind: 'usage' });
    return (error as Failure).message;
  }
  return 'accepted';
};

describe('a mistake is told with line, column and what was meant:', () => {
  test.each([
    ['an unknown key', `${head}budgetz: []\n`, 'b.yaml:4:1: unknown key "budgetz"; did you mean "budgets"?'],
    [
      'one inside',
      `${head}budgets:\n  - recovery: { fial: 3 s }\n`,
      'b.yaml:5:17: unknown key "fial"; did you mean "fail"?',
    ],
    ['a wrong type', `${head}repeats: many\n`, 'b.yaml:4:10: repeats: '],
    ['a number that is no duration', `${head}budgets:\n  - recovery: { fail: 3 }\n`, 'b.yaml:5:23: fail: '],
    ['a duration without a space', `${head}budgets:\n  - tcp: { fail: 3s }\n`, 'expected a duration such as "3 s"'],
    [
      'a warning after the failure',
      `${head}budgets:\n  - tcp: { warn: 3 s, fail: 2 s }\n`,
      'b.yaml:5:18: warn: expected it to be shorter',
    ],
    ['a limit of nothing', `${head}budgets:\n  - service: central\n`, 'b.yaml:5:5: '],
    ['a key given twice', `${head}format: 1\n`, 'b.yaml:4:1: Map keys must be unique'],
    [
      'a quarantine without owner',
      `${head}quarantine:\n  - { scenario: calm, reason: x, until: 2027-01-01 }\n`,
      'b.yaml:5:5: owner: ',
    ],
    [
      'no day',
      `${head}quarantine:\n  - { scenario: calm, owner: a, reason: x, until: 2027-02-30 }\n`,
      'expected a day such as',
    ],
    [
      'one quarantined twice',
      `${head}quarantine:\n${'  - { scenario: calm, owner: a, reason: x, until: 2027-01-01 }\n'.repeat(2)}`,
      'b.yaml:6:5: calm is quarantined twice',
    ],
    ['an empty file', '', 'b.yaml:1:1: '],
    ['a newer format', 'format: 2\nscenarios:\n  - tag: gate\n', 'b.yaml:1:9: format: '],
    ['a tag of YAML', `${head}variant: !!js/function x\n`, 'b.yaml:4:10: '],
    ['two documents', `${head}---\n${head}`, 'b.yaml:4:1: '],
    [
      'an alias',
      'format: 1\nscenarios:\n  - &a { tag: gate }\n  - *a\n',
      'b.yaml:4:5: anchors and aliases are not read here',
    ],
  ])('%s', (_what, text, expected) => {
    expect(refusal(text)).toContain(expected);
  });
});

test('what would become gigabytes is refused before it is read out', () => {
  const letters = [...'abcdefghij'];
  const layers = letters.map((name, index) => `${name}: &${name} [${`*${letters[index - 1] ?? 'a'},`.repeat(9)}]`);
  expect(refusal(layers.join('\n'))).toMatch(/anchors and aliases/);
  expect(refusal('['.repeat(100_000))).toMatch(/^read the budget b\.yaml/);
  expect(refusal(`${head}#${'x'.repeat(300_000)}`)).toMatch(/more than/);
});

test('whatever is in the file, it is a budget or a failure that names the file', () => {
  const lines = [
    'format: 1',
    'scenarios:',
    '  - tag: gate',
    '? x',
    '  - *a',
    'budgets: [{',
    '<<: {}',
    '\u0000',
    '"',
    '  fail: 3 s',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ unit: 'binary' })), { maxLength: 12 }),
      (some) => {
        try {
          expect(parseBudget(some.join('\n'), 'b.yaml').scenarios.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
          expect((error as Failure).message).toMatch(/b\.yaml:\d+:\d+: /);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('durations have a unit each', () => {
  expect(['3 s', '250 ms', '1.5 s', '2 min'].map(durationMs)).toEqual([3000, 250, 1500, 120_000]);
  for (const wrong of ['3', '3s', '-1 s', '1e3 s', ' 3 s', '3 h']) expect(() => durationMs(wrong)).toThrow(RangeError);
});

test('the budget of this repository is one, and the schema for editors is in step', () => {
  const at = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
  expect(parseBudget(at('resilience.budget.yaml'), 'b.yaml').scenarios[0]).toMatchObject({ tag: 'gate' });
  expect(JSON.parse(at('docs/resilience.budget.schema.json'))).toEqual(JSON.parse(JSON.stringify(budgetSchema())));
});

test('what the variant was called is understood, and not beside the word of today', () => {
  expect(parseBudget(`${head}generation: old\n`, 'b.yaml').variant).toBe('old');
  expect(() => parseBudget(`${head}generation: old\nvariant: new\n`, 'b.yaml')).toThrow(/unknown key "generation"/);
});
