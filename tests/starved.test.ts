import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Report } from '../harness/report/model.ts';
import { command, makeFolder, runScenario } from './support/command.ts';
import { missingNeeds } from './support/needs.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));

/**
 * Wants all processors for itself, twice over: a session for each, as the scheduler shares time between sessions. With
 * eight times over Kafka itself does not start within its 20 s.
 */
function takeAllProcessors(): void {
  const loops: ChildProcess[] = Array.from({ length: 2 * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore', detached: true }),
  );
  onTestFinished(() => {
    for (const loop of loops) loop.kill('SIGKILL');
  });
}

const violatedOf = ({ checks }: Report) =>
  checks.flatMap(({ name, verdict }) => (verdict === 'violated' ? [name] : []));

describe.skipIf(cannotRun)('a machine that is no help', { timeout: 240_000 }, () => {
  test('stands still for 8 s in mid-run: nobody can tell, and that is why', async () => {
    const out = makeFolder();
    const running = command(['run', 'calm', '--out', out]);
    await running.says(/2 s go by/);
    running.child.kill('SIGSTOP');
    // The time for which it stands still is what this is about.
    await delay(8000);
    running.child.kill('SIGCONT');
    const { code } = await running.ended;
    expect(running.output()).toMatch(/INCONCLUSIVE: Nobody can tell: .*the machine stood still for [78]\.\d s/);
    expect(code).toBe(2);
  });

  test('has no time for anybody: a story of the last variant is never violated', async () => {
    takeAllProcessors();
    const { report, output } = await runScenario('calm');
    expect(violatedOf(report), output).toEqual([]);
  });

  test('has no time for anybody: what is lost is lost all the same', async () => {
    takeAllProcessors();
    const { report, output } = await runScenario('slow-kafka', '--variant', 'before');
    expect(report.verdict, output).toBe('violated');
    expect(violatedOf(report)).toContain('no-loss');
    expect(violatedOf(report)).not.toContain('graceful-shutdown');
  });
});
