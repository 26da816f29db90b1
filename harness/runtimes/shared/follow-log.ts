import { closeSync, openSync, readSync } from 'node:fs';
import type { Log } from '../../core/environment.ts';
import { logLength } from './log-tail.ts';

const newline = 0x0a;
/** One for all: a read is over before the next one begins, and a buffer for each would be most of what this costs. */
const chunk = Buffer.alloc(64 * 1024);

/** The log in a file, which need not be there yet. */
export const logIn = (file: string): Log => ({ bytes: () => logLength(file), follow: () => followLog(file) });

/** Each call gives the whole lines that were appended since the one before; half a line is kept for the next call. */
export function followLog(file: string): () => readonly string[] {
  let position = 0;
  let half = Buffer.alloc(0);
  return () => {
    const lines: string[] = [];
    if (logLength(file) <= position) return lines;
    const descriptor = openSync(file, 'r');
    try {
      for (;;) {
        const length = readSync(descriptor, chunk, 0, chunk.length, position);
        if (length === 0) return lines;
        position += length;
        const text = Buffer.concat([half, chunk.subarray(0, length)]);
        const end = text.lastIndexOf(newline) + 1;
        if (end > 0) lines.push(...text.toString('utf8', 0, end - 1).split('\n'));
        half = text.subarray(end);
      }
    } finally {
      closeSync(descriptor);
    }
  };
}
