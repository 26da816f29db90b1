import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityOf, isRunning, parseLimits, parseStatus, processesInGroup, processLimits } from './processes.ts';

test('a process is read rightly, whatever its name holds', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), fc.constantFrom('R', 'S', 'T', 'D'), (name, pid, startTime, state) => {
      const line = `${pid} (${name}) ${state} 1 77 77 0 -1 4194560 1 0 0 0 5 6 0 0 20 0 1 0 ${startTime} 8 9`;
      expect(parseStatus(line)).toEqual({
        ...{ pid, startTime: String(startTime), group: 77, state, ended: false },
        ...{ cpuMs: 110, residentBytes: 9 * 4096 },
      });
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom('Z', 'X'), (state) => {
      expect(parseStatus(`5 (a) b) ${state} 1 77 77 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 9 8`).ended).toBe(true);
    }),
  );
});

test('limits are read as the kernel lists them: the soft ones, and none that is unlimited', () => {
  const text = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max file size             unlimited            unlimited            bytes     ',
    'Max data size             400000000            unlimited            bytes     ',
    'Max nice priority         0                    0                    ',
  ].join('\n');
  expect([...parseLimits(text)]).toEqual([
    ['Max data size', 400_000_000],
    ['Max nice priority', 0],
  ]);
  expect(processLimits(process.pid).get('Max open files')).toBeGreaterThan(0);
  expect(processLimits(0).size).toBe(0);
});

test('only the very same process is running, not one that has its pid', () => {
  const own = identityOf(process.pid);
  expect(isRunning(own)).toBe(true);
  expect(isRunning({ ...own, startTime: `${own.startTime}1` })).toBe(false);
  expect(processesInGroup(-1)).toEqual([]);
});
