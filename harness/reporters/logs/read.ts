import { closeSync, openSync, readSync } from 'node:fs';

/** In bytes. A service that fills its log must not keep its own report from being made. */
const readAtMost = 64 * 1024 ** 2;
const chunkBytes = 1024 ** 2;
const lineAtMost = 16 * 1024;
const newline = 0x0a;

/** Gives the lines of a log one by one, each cut to what can be shown. Returns whether that was all of it. */
export function eachLine(file: string, take: (line: string) => void): boolean {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  let begun = Buffer.alloc(0);
  let total = 0;
  const add = (part: Buffer) => {
    if (begun.length < lineAtMost) begun = Buffer.concat([begun, part.subarray(0, lineAtMost - begun.length)]);
  };
  try {
    for (;;) {
      const length = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (length === 0) {
        if (begun.length > 0) take(begun.toString());
        return true;
      }
      if (total >= readAtMost) return false;
      total += length;
      let from = 0;
      for (let to = chunk.indexOf(newline); to >= 0 && to < length; to = chunk.indexOf(newline, from)) {
        add(chunk.subarray(from, to));
        take(begun.toString());
        begun = Buffer.alloc(0);
        from = to + 1;
      }
      add(chunk.subarray(from, length));
    }
  } finally {
    closeSync(descriptor);
  }
}
