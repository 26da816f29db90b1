import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A process that can be told from a later one with the same pid. */
export const identity = z.object({ pid: z.int(), startTime: z.string() });
export type Identity = z.infer<typeof identity>;

/** What the kernel has counted for a process. */
export interface Figures extends Identity {
  /** Time on a processor so far, in milliseconds. */
  readonly cpuMs: number;
  /** Memory that it holds now. */
  readonly residentBytes: number;
}

/** Linux counts processor time in hundredths of a second, and memory in pages (proc(5)). */
const msPerTick = 10;
const bytesPerPage = 4096;

/** Undefined when there is no such process, or when it only waits to be reaped. */
export function figuresOf(pid: number): Figures | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The name stands in parentheses and may hold spaces; the state, the third field, is the first behind it.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (number: number) => fields[number - 3] ?? '';
  if (field(3) === 'Z' || field(3) === 'X') return undefined;
  return {
    pid,
    startTime: field(22),
    cpuMs: (Number(field(14)) + Number(field(15))) * msPerTick,
    residentBytes: Number(field(24)) * bytesPerPage,
  };
}

/** This very process. */
export const self = (): Identity => ({ pid: process.pid, startTime: figuresOf(process.pid)?.startTime ?? '' });

/** Whether that very process still runs. */
export const isAlive = ({ pid, startTime }: Identity): boolean => figuresOf(pid)?.startTime === startTime;
