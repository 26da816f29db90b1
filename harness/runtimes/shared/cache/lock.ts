import { DatabaseSync } from 'node:sqlite';
import { pause } from '../wait.ts';

/**
 * Runs the work while no other process on this machine holds the same lock. The lock is that of an SQLite database:
 * the operating system releases it when its holder dies, however it dies, so it never goes stale.
 * Waits without an end of its own, as long as the holder lives: abort it by the signal.
 */
export async function withLock<Result>(
  options: { readonly file: string; readonly onWait: () => void; readonly signal: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  const database = new DatabaseSync(options.file, { timeout: 0 });
  try {
    let waited = false;
    while (!acquired(database)) {
      if (!waited) options.onWait();
      waited = true;
      await pause(100, options.signal);
    }
    return await work();
  } finally {
    database.close();
  }
}

function acquired(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    // 5 is SQLITE_BUSY (sqlite.org/rescode.html): another connection holds it.
    if ((error as { errcode?: number }).errcode === 5) return false;
    throw error;
  }
}
