import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../harness/store/reader.ts';
import { command, makeFolder } from './support/command.ts';
import { missingNeeds } from './support/needs.ts';
import { processesOf } from './support/processes-of.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));

const runIn = (out: string): string => {
  const run = readdirSync(out, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name;
  if (!run) throw new Error(`There is no run in ${out}.`);
  return run;
};

describe.skipIf(cannotRun)('a run that is ended from outside', { timeout: 60_000 }, () => {
  test.for([
    ['at once', /Kafka starts slowly/, 'SIGINT', 130],
    ['while the services start', /all services start/, 'SIGINT', 130],
    ['under the fault', /6 s go by/, 'SIGINT', 130],
    ['under the fault, by SIGTERM', /6 s go by/, 'SIGTERM', 143],
    ['in its recovery', /every service works again/, 'SIGINT', 130],
    ['under the fault, by a terminal that closes', /6 s go by/, 'SIGHUP', 129],
    ['under the fault, by SIGQUIT', /6 s go by/, 'SIGQUIT', 131],
    ['under the fault, by SIGXCPU', /6 s go by/, 'SIGXCPU', 152],
  ] as const)('%s: everything is healed and stopped within 6 s', async ([_when, moment, signal, code]) => {
    const out = makeFolder();
    const running = command(['run', 'slow-kafka', '--out', out]);
    await running.says(moment);
    const began = performance.now();
    running.child.kill(signal);
    expect(await running.ended).toEqual({ code, signal: null });
    expect(performance.now() - began).toBeLessThan(6000);
    const run = runIn(out);
    expect(processesOf(run)).toEqual([]);
    const history = readHistory(join(out, run, 'history.jsonl'));
    expect(history.of('closed')).toHaveLength(1);
    expect(history.of('aborted')).toHaveLength(1);
    expect(existsSync(join(out, run, 'report.html'))).toBe(true);
    const report = JSON.parse(readFileSync(join(out, run, 'report.json'), 'utf8'));
    expect(report.verdict).toBe('inconclusive');
  });

  test('by kill -9 leaves processes, which the next one that looks ends', async () => {
    const out = makeFolder();
    const running = command(['run', 'slow-kafka', '--out', out]);
    await running.says(/6 s go by/);
    running.child.kill('SIGKILL');
    await running.ended;
    const run = runIn(out);
    expect(processesOf(run).length).toBeGreaterThanOrEqual(5);
    const clean = command(['clean']);
    expect((await clean.ended).code).toBe(0);
    expect(clean.output()).toContain(run);
    expect(processesOf(run)).toEqual([]);
    const judge = command(['judge', join(out, run)]);
    expect((await judge.ended).code).toBe(2);
  });
});

describe.skipIf(cannotRun)('a run whose output nobody reads', { timeout: 90_000 }, () => {
  test('goes on to its verdict, and ends with its code', async () => {
    const out = makeFolder();
    const running = command(['run', 'calm', '--out', out]);
    await running.says(/Nothing is broken/);
    // As `2>&1 | head -1` does.
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    const { code } = await running.ended;
    const { verdict } = JSON.parse(readFileSync(join(out, runIn(out), 'report.json'), 'utf8'));
    expect(code).toBe({ recovered: 0, violated: 1, inconclusive: 2 }[verdict as 'recovered']);
  });
});
