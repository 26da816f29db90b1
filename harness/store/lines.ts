import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { refuseUnending } from './read-document.ts';

/** A line of a file, without its end. */
export interface Line {
  readonly text: string;
  /** whole: it has its end. open: the file ends before the line does. endless: it is longer than any line is read. */
  readonly end: 'whole' | 'open' | 'endless';
}

const chunkBytes = 64 * 1024;
/** In characters: a hundred times the longest fact that a run has ever written, the last read of all partitions. */
export const longestLine = 4 * 1024 ** 2;

/**
 * The lines of a file, one after the other: of a long one no more is in memory than what is being read. An endless line
 * is the last that comes, cut to its beginning, since nobody knows where the one behind it would begin.
 */
export function* linesOf(path: string): Generator<Line> {
  refuseUnending(path);
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    const decoder = new StringDecoder('utf8');
    // In pieces, and joined once: to join it anew with each chunk takes a time that grows with its square.
    let begun: string[] = [];
    let length = 0;
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const [first = '', ...others] = decoder.write(chunk.subarray(0, read)).split('\n');
      begun.push(first);
      length += first.length;
      if (length > longestLine) return yield { text: begun[0] ?? '', end: 'endless' };
      const rest = others.pop();
      if (rest === undefined) continue;
      yield { text: begun.join(''), end: 'whole' };
      for (const text of others) yield { text, end: 'whole' };
      begun = [rest];
      length = rest.length;
    }
    const text = begun.join('') + decoder.end();
    if (text !== '') yield { text, end: 'open' };
  } finally {
    closeSync(file);
  }
}
