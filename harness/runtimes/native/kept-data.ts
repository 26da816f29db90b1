import { constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '../../model/failure.ts';
import { isFileSystemError, openCacheFolder, unusable } from '../shared/cache/location.ts';

/** What Kafka writes into each data folder of its own. */
const mark = 'meta.properties';

/**
 * Makes the data folder of a broker from the template, unless it is there already and a broker's. Throws a `Failure` of
 * the kind 'usage' when it holds something else, and of the kind 'missing' when it cannot be used.
 */
export async function openDataFolder(folder: string, template: string): Promise<void> {
  await openCacheFolder(folder);
  if (existsSync(join(folder, mark))) return;
  if (readdirSync(folder).length > 0)
    throw new Failure('usage', {
      attempted: `Keeping the data of Kafka in ${folder}`,
      happened: 'there is something else in it',
      remedy: 'Name an empty folder, or one that does not exist yet.',
    });
  try {
    await cp(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  } catch (error) {
    throw isFileSystemError(error) ? unusable(folder, error) : error;
  }
}

/**
 * Takes the folder for this process, until the call that is returned, or its death. Kafka has a lock of its own, but looks
 * at it only after it has read what another one is writing, and mended it. Throws a `Failure` of the kind 'usage' when
 * another process has the folder.
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (cause) {
    database.close();
    throw new Failure('usage', {
      attempted: `Starting Kafka on its data in ${folder}`,
      happened: 'another Kafka that is running has them',
      remedy: 'End that one first, or name another folder with --data.',
      cause,
    });
  }
}
