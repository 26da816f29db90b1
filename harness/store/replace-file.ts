import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a file whole or not at all: one that a full disk or another writer has cut off would be taken for damaged later.
 * It takes the place of whatever bears its name: what a link leads to, or another name of the same file, stays as it is.
 * (The folder may be reached through a link: that is how `reports` is put on another disk.) `content` may come in pieces.
 */
export function replaceFile(path: string, content: string | Iterable<string>): void {
  const draft = `${path}.${process.pid}-${randomBytes(3).toString('hex')}`;
  try {
    // Refused where that name is taken, be it by a link.
    const file = openSync(draft, 'wx');
    try {
      // Unlike `writeSync` it does not leave a piece half written on a disk that is nearly full.
      for (const piece of typeof content === 'string' ? [content] : content) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
