import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { attempt } from '../../harness/kafka/attempt.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/native/temporary-folder.ts';
import { missingNeeds } from '../support/needs.ts';
import { endWhatIsLeft, left, script } from '../support/whole-system/script.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));
endWhatIsLeft();

/** A command that uses Kafka: connects, says so, and does what it is told to. */
const connecting = (then: string) => [
  process.execPath,
  '-e',
  `const [host, port] = process.env.WHERE.split(':');
   const reach = (done) => require('node:net').connect({ host, port }, function () { this.destroy(); done(); });
   ${then}`,
];
const broker = (...words: readonly string[]) => script('norestart', 'broker', ...words);
const portOf = (output: string) => Number(/Kafka is at 127\.0\.0\.1:(\d+)/.exec(output)?.[1]);
const answers = async (port: number) => {
  const { outcome } = await attempt({ host: '127.0.0.1', port }, { topics: [], timeoutMs: 500 });
  return outcome === 'answers';
};

const isNorestart = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('norestart.js');

describe.skipIf(cannotRun)('norestart broker', { timeout: 180_000 }, () => {
  test('tells the command where Kafka is, ends with its exit code, and leaves nothing', async () => {
    const running = broker('--env', 'WHERE', '--', ...connecting('reach(() => process.exit(7));'));
    expect((await running.ended).code, running.output()).toBe(7);
    expect(portOf(running.output()), 'below the range from which the kernel takes ports').toBeLessThan(32_768);
    expect(left()).toEqual([]);
  });

  test.for([
    ['SIGINT', 5],
    ['SIGTERM', 6],
  ] as const)('%s is for the command first: Kafka is still there when it ends', async ([signal, code]) => {
    const last = `process.on('${signal}', () => reach(() => { console.log('reached at the end'); process.exit(${code}); }));`;
    const stay = "reach(() => console.log('in use')); setInterval(() => {}, 1000);";
    const running = broker('--env', 'WHERE', '--', ...connecting(last + stay));
    await running.says(/in use/);
    running.child.kill(signal);
    expect((await running.ended).code, running.output()).toBe(code);
    expect(running.output()).toContain('reached at the end');
    expect(left()).toEqual([]);
  });

  test('a command that does not end when it is asked to is killed, and so is what it has started', async () => {
    const child = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });`;
    const deaf = `process.on('SIGINT', () => {}); reach(() => console.log('in use')); setInterval(() => {}, 1000);`;
    const running = broker('--env', 'WHERE', '--', ...connecting(child + deaf));
    await running.says(/in use/);
    expect(await running.interrupt()).toBe(137);
    expect(left()).toEqual([]);
  });

  test('without a command it stays up; k kills Kafka and s starts it again at the same place, with its data', async () => {
    const folder = join(temporaryFolder(), 'kafka');
    const running = broker('--data', folder);
    await running.says(/Kafka is at/);
    const port = portOf(running.output());
    await vi.waitFor(async () => expect(await answers(port)).toBe(true), { timeout: 60_000, interval: 100 });
    running.type('k\n');
    await running.says(/Kafka has ended \(SIGKILL\)/);
    expect(await answers(port)).toBe(false);
    running.type('s\n');
    await vi.waitFor(async () => expect(await answers(port)).toBe(true), { timeout: 60_000, interval: 100 });
    await running.says(/Kafka runs as process [\s\S]*Kafka runs as process /);
    const second = broker('--data', folder);
    expect((await second.ended).code, second.output()).toBe(64);
    expect(second.output()).toContain('another Kafka that is running has them');
    expect(await running.interrupt()).toBe(0);
    const closed = existsSync(join(folder, 'data', '.kafka_cleanshutdown'));
    expect(closed || running.output().includes('did not shut down in time'), running.output()).toBe(true);
    expect(left()).toEqual([]);
  });

  test('a kill -9 leaves processes, which the next one that looks ends', async () => {
    const running = broker('--', process.execPath, '-e', "console.log('in use'); setInterval(() => {}, 1000);");
    await running.says(/in use/);
    for (const pid of left().filter(isNorestart)) process.kill(pid, 'SIGKILL');
    expect(left().length, 'Kafka and the command').toBeGreaterThanOrEqual(2);
    // Not `clean` alone: whoever starts a run on this machine meanwhile sweeps as well.
    expect((await command(['clean']).ended).code).toBe(0);
    await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 10_000 });
  });

  test('what cannot be done is said, with the code of its kind', async () => {
    const absent = broker('--', 'no-such-program');
    expect((await absent.ended).code).toBe(3);
    expect(absent.output()).toMatch(/Starting no-such-program .*ENOENT/);
    const wrong = broker('--dta', temporaryFolder());
    expect((await wrong.ended).code).toBe(64);
    expect(left()).toEqual([]);
  });

  test('a folder that holds something else is left as it is', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'data', 'letter.txt'), 'dear reader');
    const running = broker('--data', folder);
    expect((await running.ended).code).toBe(64);
    expect(running.output()).toContain('there is something else in it');
  });
});
