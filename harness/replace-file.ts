import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whole or not at all: a file that a full disk or another writer has cut off would be taken for damaged later. */
export function replaceFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}-${randomBytes(3).toString('hex')}`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
