import { isAbsolute, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../../model/failure.ts';
import type { ProcessIdentity } from '../../model/process.ts';
import { isRunName } from '../shared/run-name.ts';
import { identityOf, type PidSpace, pidSpace } from './processes.ts';

/** A run as the machine remembers it, so that another one can clear up after it. */
export interface RegisteredRun {
  readonly run: string;
  readonly harness: ProcessIdentity;
  /** Removed with everything in it when the run is over. */
  readonly scratchFolder: string;
  readonly space: PidSpace;
  readonly processes: readonly RegisteredProcess[];
}

export interface RegisteredProcess extends ProcessIdentity {
  /** For a person: `broker`, `orders`, … */
  readonly what: string;
}

/** What runs on this machine: runs, their processes and their ports. Every call is one synchronous transaction. */
export interface Registry {
  readonly cacheFolder: string;
  /** The entry, as others will read it. */
  enter(run: { readonly run: string; readonly scratchFolder: string }): RegisteredRun;
  /** Called right after a spawn, before anything else can happen. */
  addProcess(run: string, identity: ProcessIdentity, what: string): void;
  /** Whether the block of ports is now this run's. False: another one has it. */
  claimPortBlock(run: string, block: number): boolean;
  freePortBlocks(run: string): void;
  /** Forgets the run, its processes and its ports. */
  leave(run: string): void;
  runs(): readonly RegisteredRun[];
  /** Names of entries that are none of ours, or of a norestart that writes others; shortened. */
  unreadable(): readonly string[];
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS runs (
    run TEXT PRIMARY KEY, pid INTEGER NOT NULL, start_time TEXT NOT NULL, scratch_folder TEXT NOT NULL,
    host TEXT NOT NULL, boot TEXT NOT NULL, namespace TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS processes (
    run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, pid INTEGER NOT NULL, start_time TEXT NOT NULL,
    what TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS port_blocks (
    block INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES runs ON DELETE CASCADE) STRICT;`;

/** How long a transaction waits for that of another run, in milliseconds. Each takes about one. */
const busyTimeoutMs = 5000;

/**
 * Opens the registry in the cache folder, and makes it if there is none.
 * Throws a `Failure` of the kind 'missing' when it cannot be opened or written.
 */
export function openRegistry(cacheFolder: string): Registry {
  const file = join(cacheFolder, 'registry.sqlite');
  const attempt = <Result>(action: string, work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      throw new Failure('missing', {
        attempted: `${action} in the registry of runs ${file}`,
        happened: cause instanceof Error ? cause.message : String(cause),
        remedy: `Make ${cacheFolder} readable and writable, with free space; if the file is damaged, or a newer norestart's, and nothing runs, delete it.`,
        cause,
      });
    }
  };
  const database = attempt('Opening', () => openDatabase(file));
  return registryOn(cacheFolder, database, attempt);
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  // A power cut ends the processes too, so there is nothing that waiting for the disk could save.
  database.exec('PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;');
  const format = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (format > 0) throw new Error(`a newer norestart wrote it (its format is ${format}, and 0 is known here)`);
  database.exec(schema);
  return database;
}

type Attempt = <Result>(action: string, work: () => Result) => Result;

function registryOn(cacheFolder: string, database: DatabaseSync, attempt: Attempt): Registry {
  const change = (action: string, sql: string, ...values: (string | number)[]): boolean =>
    attempt(action, () => database.prepare(sql).run(...values).changes === 1);
  return {
    cacheFolder,
    enter({ run, scratchFolder }) {
      const harness = identityOf(process.pid);
      const space = pidSpace();
      const { pid, startTime } = harness;
      const { host, boot, namespace } = space;
      const sql = 'INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)';
      if (!change(`Entering run ${run}`, sql, run, pid, startTime, scratchFolder, host, boot, namespace))
        throw new Failure('usage', {
          attempted: `Entering run ${run} in the registry of runs`,
          happened: 'a run of that name is still going on',
          remedy: 'Give the new run another name, or wait until that one has ended.',
        });
      return { run, harness, scratchFolder, space, processes: [] };
    },
    addProcess(run, { pid, startTime }, what) {
      change(`Adding ${what} of run ${run}`, 'INSERT INTO processes VALUES (?, ?, ?, ?)', run, pid, startTime, what);
    },
    claimPortBlock: (run, block) =>
      change(`Claiming ports for run ${run}`, 'INSERT OR IGNORE INTO port_blocks VALUES (?, ?)', block, run),
    freePortBlocks(run) {
      change(`Freeing the ports of run ${run}`, 'DELETE FROM port_blocks WHERE run = ?', run);
    },
    leave(run) {
      change(`Leaving run ${run}`, 'DELETE FROM runs WHERE run = ?', run);
    },
    runs: () => attempt('Reading', () => readRuns(database)).filter(isWhole),
    unreadable: () =>
      attempt('Reading', () => readRuns(database))
        .filter((run) => !isWhole(run))
        .map(({ run }) => run.slice(0, 100)),
    close: () => database.close(),
  };
}

function readRuns(database: DatabaseSync): RegisteredRun[] {
  const processes = database.prepare('SELECT run, pid, start_time, what FROM processes').all();
  return database
    .prepare('SELECT * FROM runs')
    .all()
    .map((row) => ({
      run: String(row.run),
      harness: { pid: Number(row.pid), startTime: String(row.start_time) },
      scratchFolder: String(row.scratch_folder),
      space: { host: String(row.host), boot: String(row.boot), namespace: String(row.namespace) },
      processes: processes
        .filter((process) => process.run === row.run)
        .map(({ pid, start_time, what }) => ({ pid: Number(pid), startTime: String(start_time), what: String(what) })),
    }));
}

/** Of a folder, in bytes; names of runs are ASCII. */
const longestName = 255;

/** Whether all of it can be what was once entered: a run of such a name, and processes that there can be. */
const isWhole = ({ run, harness, scratchFolder, processes }: RegisteredRun): boolean =>
  isRunName(run) &&
  run.length <= longestName &&
  isAbsolute(scratchFolder) &&
  !scratchFolder.includes('\0') &&
  [harness, ...processes].every(
    ({ pid, startTime }) => Number.isSafeInteger(pid) && pid > 0 && /^\d+$/.test(startTime),
  );
