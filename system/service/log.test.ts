import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withCorrelation } from './correlation.ts';
import { calmly, openLog } from './log.ts';

describe('calmly', () => {
  // Pure but for the clock: here that is the test's own.
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const complaining = () => {
    const said: [object, string][] = [];
    return { said, complain: calmly((fields, message) => said.push([fields, message])) };
  };

  test('says a message at once, and again only after a second', () => {
    const { said, complain } = complaining();
    complain('down', { broker: 'b' });
    expect(said).toEqual([[{ broker: 'b' }, 'down']]);
    vi.advanceTimersByTime(999);
    complain('down');
    expect(said).toHaveLength(1);
    vi.advanceTimersByTime(1);
    complain('down');
    expect(said).toHaveLength(2);
  });

  test('says how often it came meanwhile, once, with the fields of the last', () => {
    const { said, complain } = complaining();
    for (const attempt of [1, 2, 3, 4]) complain('down', { attempt });
    vi.advanceTimersByTime(1000);
    complain('down', { attempt: 5 });
    vi.advanceTimersByTime(1000);
    complain('down', { attempt: 6 });
    expect(said.map(([fields]) => fields)).toEqual([{ attempt: 1 }, { attempt: 5, alsoTimes: 3 }, { attempt: 6 }]);
  });

  test('lets no more than one a second through, however many come', () => {
    const { said, complain } = complaining();
    for (let elapsedMs = 0; elapsedMs < 10_000; elapsedMs += 10) {
      complain('down');
      vi.advanceTimersByTime(10);
    }
    expect(said).toHaveLength(10);
    expect(said.slice(1).every(([fields]) => 'alsoTimes' in fields && fields.alsoTimes === 99)).toBe(true);
  });

  test('counts each message for itself', () => {
    const { said, complain } = complaining();
    complain('down');
    complain('up');
    expect(said.map(([, message]) => message)).toEqual(['down', 'up']);
  });

  test('is not silenced when the machine’s time is set back', () => {
    const { said, complain } = complaining();
    complain('down');
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(1000);
    complain('down');
    expect(said).toHaveLength(2);
  });
});

describe('a log', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const logging = () => {
    const lines: Record<string, unknown>[] = [];
    const log = openLog('central', { write: (line) => lines.push(JSON.parse(line)) });
    /** What was written, without what is on every line. */
    const said = () => lines.map(({ level, time, service, correlation, ...rest }) => rest);
    return { log, lines, said };
  };

  test('says to what a line belongs, and outside of any session to the service itself', async () => {
    const { log, lines } = logging();
    log.info('before');
    const apart = withCorrelation('s-1', async () => {
      await Promise.resolve();
      log.info('within');
    });
    withCorrelation('s-2', () => log.info({ correlation: 's-3' }, 'which says it itself'));
    await apart;
    log.info('after');
    expect(lines.map(({ correlation }) => correlation)).toEqual(['central', 's-3', 's-1', 'central']);
  });

  test.each(['warn', 'error'] as const)('says the same %s at most once a second, and how often it came', (level) => {
    const { log, said } = logging();
    for (const attempt of [1, 2, 3]) log[level]({ attempt }, 'down');
    log[level]({ attempt: 1 }, 'out');
    vi.advanceTimersByTime(1000);
    log[level]({ attempt: 4 }, 'down');
    log[level]('out');
    vi.advanceTimersByTime(1000);
    log[level]({ attempt: 5 }, 'down');
    expect(said()).toEqual([
      { attempt: 1, msg: 'down' },
      { attempt: 1, msg: 'out' },
      { attempt: 4, alsoTimes: 2, msg: 'down' },
      { msg: 'out' },
      { attempt: 5, msg: 'down' },
    ]);
  });

  test('counts what has no fields', () => {
    const { log, said } = logging();
    for (let times = 0; times < 3; times += 1) log.warn('down');
    vi.advanceTimersByTime(1000);
    log.warn('down');
    expect(said()).toEqual([{ msg: 'down' }, { alsoTimes: 2, msg: 'down' }]);
  });

  test('says all that is no complaint', () => {
    const { log, said } = logging();
    for (let times = 0; times < 3; times += 1) log.info('taken');
    expect(said()).toEqual([{ msg: 'taken' }, { msg: 'taken' }, { msg: 'taken' }]);
  });

  test('of messages without end keeps only so many in mind', () => {
    const { log, lines } = logging();
    log.warn('first');
    for (let number = 0; number < 1000; number += 1) log.warn(`message ${number}`);
    log.warn('first');
    expect(lines.at(-1)).toMatchObject({ msg: 'first' });
  });
});

test('a log is one JSON object a line, with the service and the time, also when the process is killed at once', () => {
  const module = JSON.stringify(new URL('./log.ts', import.meta.url).href);
  const script = `import { openLog } from ${module}; openLog('central').info({ port: 1 }, 'listening'); process.kill(process.pid, 'SIGKILL');`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  const line = JSON.parse(stdout);
  expect(line).toMatchObject({ service: 'central', port: 1, msg: 'listening' });
  expect(new Date(line.time).toISOString()).toBe(line.time);
});
