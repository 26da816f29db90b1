import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Progress } from '../../../model/runtime.ts';
import { pause } from '../wait.ts';
import { isFileSystemError, openCacheFolder, unusable } from './location.ts';

/** One thing that the cache can hold, and how it is made. */
export interface EntryRecipe {
  /** Begins the entry's name, for people who look into the folder: `kafka-4.4.0`. */
  readonly name: string;
  /** Everything that the content depends on; another content is another entry. */
  readonly key: readonly string[];
  /** Completes "waiting for another run that is …" and begins "… (3.2 s)": `fetching Kafka 4.4.0 with Maven`. */
  readonly doing: string;
  /** Fills an empty folder. It becomes the entry only when this resolves. */
  build(folder: string, use: CacheUse): Promise<void>;
}

export interface CacheUse {
  readonly cacheFolder: string;
  /** On whose behalf: marks the processes that a build starts. */
  readonly run: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** The folder where the entry is, or will be once it is complete. */
export function entryFolder(cacheFolder: string, recipe: Pick<EntryRecipe, 'name' | 'key'>): string {
  const hash = createHash('sha256').update(JSON.stringify(recipe.key)).digest('hex').slice(0, 12);
  return join(cacheFolder, `${recipe.name}-${hash}`);
}

/**
 * The folder of a complete entry: as found, or built now. It is never seen half-made (it is built beside and renamed),
 * and of several runs one builds while the others wait. Throws what `build` throws, and a `Failure` of the kind
 * 'missing' when the cache cannot be read or written.
 */
export async function cached(recipe: EntryRecipe, use: CacheUse): Promise<string> {
  const folder = entryFolder(use.cacheFolder, recipe);
  if (existsSync(folder)) return folder;
  try {
    const locks = await openCacheFolder(join(use.cacheFolder, 'locks'));
    const onWait = () => use.progress(`waiting for another run that is ${recipe.doing}`);
    const file = join(locks, `${folder.slice(use.cacheFolder.length + 1)}.sqlite`);
    await withLock({ file, onWait, signal: use.signal }, async () => {
      if (!existsSync(folder)) await buildBeside(folder, recipe, use);
    });
    return folder;
  } catch (error) {
    throw isFileSystemError(error) ? unusable(folder, error) : error;
  }
}

async function buildBeside(folder: string, recipe: EntryRecipe, use: CacheUse): Promise<void> {
  const building = `${folder}.building-${process.pid}`;
  await removeHalfMade(folder, use.cacheFolder);
  await mkdir(building, { recursive: true });
  const started = performance.now();
  use.progress(`${recipe.doing} …`);
  try {
    await recipe.build(building, use);
    use.signal.throwIfAborted();
    await rename(building, folder);
  } catch (error) {
    await rm(building, { recursive: true, force: true });
    throw error;
  }
  use.progress(`${recipe.doing}: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Whoever left these died while it held the lock that is ours now. */
async function removeHalfMade(folder: string, cacheFolder: string): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    const path = join(cacheFolder, name);
    if (path.startsWith(`${folder}.building-`)) await rm(path, { recursive: true, force: true });
  }
}

/**
 * Runs the work while no other process on this machine holds the same lock. The lock is that of an SQLite database:
 * the operating system releases it when its holder dies, however it dies, so it never goes stale.
 * Waits without an end of its own, as long as the holder lives: abort it by the signal.
 */
async function withLock<Result>(
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
