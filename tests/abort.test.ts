import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../harness/history/reader.ts';
import { command, makeFolder } from './command.ts';
import { missingNeeds } from './needs.ts';
import { programWith } from './own-stories.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));

/** Processes that carry the run's name in their environment, from the operating system. */
function processesOf(run: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`NORESTART_RUN=${run}`);
      } catch {
        return false;
      }
    });
}

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

  test('by a step of its own story that throws: healed and stopped, and the story is named', async () => {
    const throwing = `
      import story from './calm.ts';
      import { startBroker } from '../harness/index.ts';
      const breaks = (how: () => void) => ({ name: 'breaks', title: 'it breaks', run: async () => how() });
      const odd = breaks(() => { throw Object.create(null); });
      const late = breaks(() => { setTimeout(() => {
        throw new Error('late'); }, 1); });
      const rest = { name: 'recover', title: 'recover', run: ({ signal }: { signal: AbortSignal }) =>
        new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))) };
      export default { ...story, steps: [HOW, rest] };`;
    const calm = readFileSync(new URL('../scenarios/calm.ts', import.meta.url), 'utf8');
    const stories = { 'odd.ts': throwing.replace('HOW', 'odd'), 'late.ts': throwing.replace('HOW', 'late') };
    const program = programWith({ ...stories, 'calm.ts': calm }, 'scenarios/ev-charging', 'system');
    for (const [name, message] of [
      [
        'odd',
        /do what the story says \(.*odd\.ts\): something that is no error was thrown: \[Object: null prototype\]/,
      ],
      ['late', /do what the story says \(scenarios\/late\.ts:7\): late/],
    ] as const) {
      const out = makeFolder();
      const running = program.run(['run', name, '--runtime', 'native', '--out', out]);
      expect((await running.ended).code, running.output()).toBe(64);
      expect(running.output()).toMatch(message);
      expect(running.output()).not.toMatch(/^ +at |defect of norestart/m);
      expect(processesOf(runIn(out))).toEqual([]);
      expect(readHistory(join(out, runIn(out), 'history.jsonl')).of('closed')).toHaveLength(1);
    }
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
