import { constants } from 'node:os';
import type { ProcessExit } from '../../model/process.ts';

/**
 * Engines tell one number: 128 and more is either what a program itself said, or the signal that ended it. Of SIGTERM and
 * SIGINT only the first can be: the first process of a container does not die by them, unless it wants to.
 */
const deadly: ReadonlyMap<number, NodeJS.Signals> = new Map(
  (['SIGKILL', 'SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'] as const).map((name) => [
    128 + constants.signals[name],
    name,
  ]),
);

export function exitOf(code: number): ProcessExit {
  const signal = deadly.get(code);
  return signal ? { code: null, signal } : { code, signal: null };
}
