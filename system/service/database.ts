import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a service's database. WAL with full synchronisation: what a transaction has written survives a killed process
 * and a power cut, so "accepted" can mean "on disk". The migrations that it has not yet seen are applied in their order;
 * one that has been released is never changed, a new one is added behind it.
 */
export function openDatabase(path: string, migrations: readonly string[]): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(database, path, migrations);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** How many migrations it has seen. */
const versionOf = (database: DatabaseSync) => Number(database.prepare('PRAGMA user_version').get()?.user_version);

function migrate(database: DatabaseSync, path: string, migrations: readonly string[]): void {
  const version = versionOf(database);
  if (version > migrations.length) {
    throw new Error(
      `The database ${path} has version ${version}, and this service knows versions up to ${migrations.length}: ` +
        'a newer service wrote it. Start that one, or give --database another file.',
    );
  }
  while (versionOf(database) < migrations.length) {
    transact(database, () => {
      // Asked again in the transaction: another process may have been faster.
      const next = versionOf(database);
      const migration = migrations[next];
      if (migration === undefined) return;
      try {
        database.exec(`${migration}; PRAGMA user_version = ${next + 1}`);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`The database ${path} stays at version ${next}: its next migration failed: ${why}`, {
          cause: error,
        });
      }
    });
  }
}

/** Everything inside happens, or nothing of it. Inside another transaction it is part of that one. */
export function transact<Result>(database: DatabaseSync, work: () => Result): Result {
  if (database.isTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** SQLite's codes for what is wrong with the disk, the memory or another process, whatever was asked of it. */
const machineCodes = new Set([
  5, // busy
  6, // locked
  7, // no memory
  8, // read-only
  10, // input or output failed
  11, // corrupt
  13, // full
  14, // cannot open
]);

/** Whether nothing is wrong with what was asked: it can be done when the disk is well. */
export const isOfTheMachine = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && machineCodes.has(Number(error.errcode) & 0xff);
