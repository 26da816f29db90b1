import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

export interface Line {
  readonly text: string;
  /** It has its end: a last line without one may have been cut off. */
  readonly whole: boolean;
}

const chunkBytes = 64 * 1024;

/** The lines of a file, one after the other: of a long one no more is in memory than what is being read. */
export function* linesOf(path: string): Generator<Line> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(chunkBytes);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines) yield { text, whole: true };
    }
    rest += decoder.end();
    if (rest !== '') yield { text: rest, whole: false };
  } finally {
    closeSync(file);
  }
}
