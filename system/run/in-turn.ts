import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Of all that are before it; each takes some milliseconds. */
const waitsForMs = 10_000;

/**
 * Of all processes that have a folder in common, one at a time does this. It is SQLite's lock of a file, which the kernel
 * frees when its process dies: a lock that somebody has to take away would outlive a killed one. Within one process it must
 * not be called again before it has ended.
 */
export async function inTurn<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'turn.sqlite'), { timeout: waitsForMs });
  try {
    lock.exec('BEGIN IMMEDIATE');
    return await work();
  } finally {
    lock.close();
  }
}
