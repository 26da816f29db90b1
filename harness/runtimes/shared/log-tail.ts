import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** All of a log; nothing when there is none. */
export const wholeLog = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** How long a log is now, in bytes: what comes behind that belongs to whoever starts next. 0 when there is none. */
export const logLength = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** What was written to a log since it had that length; at most the last million bytes of it. */
export function logSince(file: string, length: number): string {
  const from = Math.max(length, logLength(file) - 1_000_000);
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, logLength(file) - from));
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, from));
  } finally {
    closeSync(descriptor);
  }
}

/** The last lines, for an error message; says so when there are none. */
export function lastLines(text: string, count = 12): string {
  const lines = text.trimEnd().split('\n').slice(-count);
  return lines.join('').trim() === '' ? '(nothing)' : lines.map((line) => line.slice(0, 500)).join('\n');
}
