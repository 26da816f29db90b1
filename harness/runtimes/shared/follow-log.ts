import { closeSync, openSync, readSync } from 'node:fs';
import type { Log } from '../../model/environment.ts';
import { logLength } from './log-tail.ts';

const newline = 0x0a;
/** One for all: a read is over before the next one begins, and a buffer for each would be most of what this costs. */
const chunk = Buffer.alloc(64 * 1024);
/** In bytes. What a service writes without an end must neither fill the harness nor hold it up. */
const lineAtMost = 1024 ** 2;

/** The log in a file, which need not be there yet. */
export const logIn = (file: string): Log => ({ bytes: () => logLength(file), follow: () => followLog(file) });

/**
 * Each call gives the whole lines that were appended since the one before; half a line is kept for the next call. Of a
 * line that is longer than a mebibyte the beginning is given.
 */
export function followLog(file: string): () => readonly string[] {
  let position = 0;
  let half: Buffer[] = [];
  let held = 0;
  const keep = (part: Buffer): void => {
    const kept = part.subarray(0, lineAtMost - held);
    if (kept.length === 0) return;
    half.push(Buffer.from(kept));
    held += kept.length;
  };
  const whole = (): string => {
    const text = Buffer.concat(half).toString();
    half = [];
    held = 0;
    return text;
  };
  return () => {
    const lines: string[] = [];
    if (logLength(file) <= position) return lines;
    const descriptor = openSync(file, 'r');
    try {
      for (;;) {
        const length = readSync(descriptor, chunk, 0, chunk.length, position);
        if (length === 0) return lines;
        position += length;
        const read = chunk.subarray(0, length);
        const first = read.indexOf(newline);
        const last = read.lastIndexOf(newline);
        keep(first < 0 ? read : read.subarray(0, first));
        if (first < 0) continue;
        lines.push(whole());
        if (last > first) lines.push(...read.toString('utf8', first + 1, last).split('\n'));
        keep(read.subarray(last + 1));
      }
    } finally {
      closeSync(descriptor);
    }
  };
}
