import fc from 'fast-check';
import { expect, test } from 'vitest';
import { identityOf, isRunning, parseStatus, processesInGroup } from './processes.ts';

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

test('only the very same process is running, not one that has its pid', () => {
  const own = identityOf(process.pid);
  expect(isRunning(own)).toBe(true);
  expect(isRunning({ ...own, startTime: `${own.startTime}1` })).toBe(false);
  expect(processesInGroup(-1)).toEqual([]);
});
