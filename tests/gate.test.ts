import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Blob } from '../harness/suite/gate/blob.ts';
import { fingerprint } from '../harness/suite/gate/fingerprint.ts';
import type { GateResult } from '../harness/suite/gate/result.ts';
import { command, makeFolder } from './support/command.ts';
import { baseline } from './support/gate/facts.ts';
import { cannotRun } from './support/messaging/kafka.ts';

/** A folder with a budget of these scenarios, and what a gate leaves beside it. */
function gateOf(scenarios: string, rest = '') {
  const folder = makeFolder();
  const file = join(folder, 'resilience.budget.yaml');
  const out = join(folder, 'out');
  writeFileSync(file, `format: 1\nscenarios:\n${scenarios}${rest}`);
  const result = (): GateResult => JSON.parse(readFileSync(join(out, 'gate.json'), 'utf8'));
  return { folder, file, out, result };
}

/** Of native processes, unless it says otherwise: where these lack something, Docker would step in. */
async function ended(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const elsewhere = words[0] !== 'gate' || words.includes('--runtime');
  const running = command(elsewhere ? words : [...words, '--runtime', 'native'], environment);
  const { code } = await running.ended;
  return { code, output: running.output() };
}

/** Nothing but Node: each run ends at once, since it finds no Java. */
function bare(): NodeJS.ProcessEnv {
  const folder = makeFolder();
  symlinkSync(process.execPath, join(folder, 'node'));
  return { PATH: folder, JAVA_HOME: undefined };
}

const calm = '  - name: calm\n';
const both = `${calm}  - name: canary\n`;

describe('used wrongly, it ends with 64, says where, and runs nothing:', () => {
  test.each<[string, string, string[], RegExp]>([
    ['an unknown key', `${calm}budgetz: []\n`, [], /budget\.yaml:4:1: unknown key "budgetz"; did you mean "budgets"\?/],
    ['an unknown scenario', '  - name: clam\n', [], /budget\.yaml:3:5: .*did you mean "calm"\?/],
    [
      'a pattern of half a million words',
      `  - name: "${'{a,b}'.repeat(19)}"\n`,
      [],
      /budget\.yaml:3:5: .*: there is none/,
    ],
    [
      'a budget for none',
      `${calm}budgets:\n  - scenario: canary\n    recovery: { fail: 3 s }\n`,
      [],
      /budget\.yaml:5:5: /,
    ],
    [
      'an unknown service',
      `${calm}budgets:\n  - service: centrall\n    tcp: { fail: 3 s }\n`,
      [],
      /:5:5: .*did you mean "central"\?/,
    ],
    [
      'a control in quarantine',
      `${both}quarantine:\n  - { scenario: canary, owner: a, reason: b, until: 2999-01-01 }\n`,
      [],
      /it is a control/,
    ],
    ['a part of nothing', calm, ['--shard', '3/2'], /such as 2\/4/],
    ['a baseline of a part', calm, ['--shard', '1/2', '--update-baseline'], /a baseline is of one machine/],
    ['a runtime', calm, ['--runtime', 'nativ'], /did you mean "native"\?/],
  ])('%s', async (_what, scenarios, words, message) => {
    const { file, out } = gateOf(scenarios);
    const { code, output } = await ended(['gate', file, '--out', out, ...words]);
    expect(output).toMatch(message);
    expect(code).toBe(64);
    expect(existsSync(out)).toBe(false);
  });

  test('a damaged baseline', async () => {
    const { file, out, folder } = gateOf(calm);
    writeFileSync(join(folder, 'resilience.baseline.json'), '{ "format": 1');
    const { code, output } = await ended(['gate', file, '--out', out]);
    expect(output).toMatch(/read the baseline .*resilience\.baseline\.json: /);
    expect(code).toBe(64);
  });
});

test('what is missing here is told, ends with 3, and makes no baseline', async () => {
  const { file, out, folder, result } = gateOf(both);
  const { code, output } = await ended(['gate', file, '--out', out, '--update-baseline'], bare());
  expect(output).toContain('is left as it was');
  expect(output).toMatch(/^ +\d\.\d s {2}1 run, about \d+ s; leave this machine alone meanwhile/m);
  expect(result().runs.map(({ verdict, output }) => [verdict, /java/i.test(output ?? '')])).toEqual([
    ['missing', true],
  ]);
  expect(readdirSync(folder).sort()).toEqual(['out', 'resilience.budget.yaml']);
  expect(code).toBe(3);
});

test('a baseline of another kind of machine is not compared with, and that is said', async () => {
  const { file, folder, out, result } = gateOf(both);
  const made = baseline([500, 510], { machine: { ...fingerprint(), cpu: 'another processor' } });
  writeFileSync(join(folder, 'resilience.baseline.json'), JSON.stringify(made));
  const { output } = await ended(['gate', file, '--out', out], bare());
  expect(output).toMatch(/^ +\d\.\d s {2}2 runs, about \d+ s$/m);
  expect(output).toMatch(/^note {2}.*another processor/m);
  expect(result().withoutBaseline).toMatch(/only budgets apply/);
});

test('a folder that cannot be made ends with 3', async () => {
  const { file } = gateOf(calm);
  const { code, output } = await ended(['gate', file, '--out', join(file, 'out')]);
  expect(output).toMatch(/make the folder .*: ENOTDIR/);
  expect(code).toBe(3);
});

test('an output that cannot be written is told, and the others are there', async () => {
  const { file, out } = gateOf(calm);
  mkdirSync(join(out, 'gate.html'), { recursive: true });
  const { code, output } = await ended(['gate', file, '--out', out], bare());
  expect(output).toMatch(/could not write .*gate\.html: EISDIR/);
  expect(existsSync(join(out, 'gate.junit.xml'))).toBe(true);
  expect(code).toBe(3);
});

test('parts are merged to what one gate says', { timeout: 60_000 }, async () => {
  const { file, out, folder, result } = gateOf(both, 'repeats: 2\n');
  const environment = bare();
  expect((await ended(['gate', file, '--out', out], environment)).code).toBe(3);
  const whole = result();
  const blobs: string[] = [];
  for (const index of [1, 2, 3]) {
    const part = join(folder, `part-${index}`);
    const { code, output } = await ended(['gate', file, '--out', part, '--shard', `${index}/3`], environment);
    expect(output).toContain(`part: `);
    expect(code).toBe(3);
    blobs.push(join(part, `shard-${index}-of-3.json`));
  }
  const parts = blobs.map((path): Blob => JSON.parse(readFileSync(path, 'utf8')));
  expect(parts.map(({ runs }) => runs.length)).toEqual([1, 1, 2]);
  const merged = join(folder, 'merged');
  const { code } = await ended(['merge', ...blobs, '--file', file, '--out', merged]);
  const joined: GateResult = JSON.parse(readFileSync(join(merged, 'gate.json'), 'utf8'));
  const told = ({ findings, sentence, shard, runs }: GateResult) => ({
    findings,
    sentence,
    shard,
    ran: runs.map((run) => [run.scenario, run.repeat, run.verdict]),
  });
  expect(told(joined)).toEqual(told(whole));
  expect(readdirSync(merged).sort()).toEqual(
    readdirSync(out)
      .filter((name) => /^(gate|badge)\./.test(name))
      .sort(),
  );
  expect(code).toBe(3);
  const twice = await ended(['merge', ...blobs.slice(0, 2), blobs[0] ?? '', '--file', file, '--out', merged]);
  expect(twice.output).toMatch(/are both part 1/);
  expect(twice.code).toBe(64);
  writeFileSync(file, `${readFileSync(file, 'utf8')}# another one\n`);
  expect((await ended(['merge', ...blobs, '--file', file, '--out', merged])).output).toMatch(/of another budget file/);
});

describe.skipIf(cannotRun)('on the real thing', () => {
  test('a set with its control passes, and each run keeps its page', {
    timeout: 180_000,
  }, async () => {
    const { file, out, result } = gateOf(both);
    const { code, output } = await ended(['gate', file, '--out', out], { GITHUB_ACTIONS: undefined });
    expect(output).toMatch(/canary \(run 1\): violated, as this control must be/);
    expect(code, output).toBe(0);
    expect(result().withoutBaseline).toMatch(/There is no baseline/);
    for (const { folder, services } of result().runs) {
      expect(services).toHaveLength(4);
      expect(existsSync(join(out, folder ?? 'none', 'report.html'))).toBe(true);
    }
  });

  test('a baseline is made of what recovered, and read again', { timeout: 120_000 }, async () => {
    const { file, folder, out } = gateOf(both);
    const { code, output } = await ended(['gate', file, '--out', out, '--update-baseline']);
    expect(code, output).toBe(0);
    const made = JSON.parse(readFileSync(join(folder, 'resilience.baseline.json'), 'utf8'));
    expect(Object.keys(made.scenarios)).toEqual(['calm']);
    expect(made.scenarios.calm.services.central).toHaveLength(1);
    const merge = await ended(['gate', file, '--out', join(folder, 'again'), '--shard', '1/2'], bare());
    expect(merge.code, 'the baseline is well formed').toBe(3);
  });

  test('Ctrl-C keeps and reports what was finished', { timeout: 120_000 }, async () => {
    const { file, out, result } = gateOf(calm, 'repeats: 3\n');
    const running = command(['gate', file, '--out', out]);
    await running.says(/1\/3 {2}calm \(run 1\): /);
    running.child.kill('SIGINT');
    expect(await running.ended).toEqual({ code: 130, signal: null });
    expect(result().runs).toHaveLength(1);
    expect(result().findings.map(({ kind }) => kind)).toContain('not-run');
  });
});
