import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/native/temporary-folder.ts';
import { missingNeeds } from '../support/needs.ts';
import { endWhatIsLeft, left, script } from '../support/whole-system/script.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));
endWhatIsLeft();
const out = temporaryFolder(afterAll);
/** A machine that others use at the same time must not fail a test by its speed. */
const patient = ['--p99-ms', '20000'];
const some = ['--charge-points', '20', '--out', out, '--first-port', '12900'];

describe.skipIf(cannotRun)('npm run load', { timeout: 120_000 }, () => {
  test('plays 20 charge points that supply for 10 s, and says what central did', async () => {
    const running = script('load', ...some, '--minutes', String(10 / 60), ...patient);
    expect((await running.ended).code, running.output()).toBe(0);
    const page = /report: (.*load\.html)/.exec(running.output())?.[1] ?? '';
    expect(existsSync(page)).toBe(true);
    const { summary, findings } = JSON.parse(readFileSync(page.replace('.html', '.json'), 'utf8'));
    expect(findings.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'kept',
      'kept',
      'kept',
      'kept',
      'untold',
    ]);
    expect(summary.chargePoints).toBe(20);
    expect(summary.eventsPerSecond).toBeGreaterThan(15);
    expect(summary.reports).toBeGreaterThan(150);
    expect(summary.p50Ms).toBeGreaterThan(0);
    expect(summary.p99Ms).toBeGreaterThanOrEqual(summary.p50Ms);
    expect(summary.memoryFirstMb).toBeGreaterThan(20);
    expect(summary.cpuPercent).toBeGreaterThan(0);
    expect(left()).toEqual([]);
  });

  test('ends with 1 and names the rule that was broken', async () => {
    const running = script('load', ...some, '--minutes', '0.05', '--p99-ms', '1');
    expect((await running.ended).code).toBe(1);
    expect(running.output()).toMatch(/broken: 99 % of the reports are shown within 1 ms +p99 is \d+ ms/);
    expect(left()).toEqual([]);
  });

  test('ends with 1 when central dies meanwhile, and says so', async () => {
    const running = script('load', ...some, '--minutes', '5', ...patient);
    await running.says(/20 charge points supply/);
    const isCentral = (pid: number) =>
      readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(join('central', 'main.ts'));
    for (const pid of left().filter(isCentral)) process.kill(pid, 'SIGKILL');
    expect((await running.ended).code).toBe(1);
    expect(running.output()).toMatch(/Central has died/);
    expect(left()).toEqual([]);
  });

  test('Ctrl-C ends it at once', async () => {
    const running = script('load', ...some, '--minutes', '5');
    await running.says(/20 charge points supply/);
    expect(await running.interrupt()).toBe(130);
    expect(left()).toEqual([]);
  });

  test.each([
    ['--charge-points', '0'],
    ['--minutes', 'long'],
    ['--p99-ms', '0'],
  ])('%s %s is refused', async (...words) => {
    const running = script('load', ...words);
    expect((await running.ended).code).toBe(64);
    expect(running.output()).toContain(words[0]);
  });
});
