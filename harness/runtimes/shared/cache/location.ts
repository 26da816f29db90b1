import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { Failure } from '../../../model/failure.ts';
import { findCacheFolder } from './folder.js';

/** Where the cache is. Throws a `Failure` of the kind 'missing' when nothing says so. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = findCacheFolder(environment);
  if (folder !== undefined) return folder;
  throw new Failure('missing', {
    attempted: 'Finding the cache folder',
    happened: 'neither XDG_CACHE_HOME nor HOME names an absolute folder, and this user is in no list with a home',
    remedy: 'Set XDG_CACHE_HOME to an absolute folder that is writable.',
  });
}

/** Makes the cache folder if there is none. Throws a `Failure` of the kind 'missing' when it cannot be used. */
export async function openCacheFolder(folder: string = cacheFolder()): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    throw unusable(folder, cause);
  }
}

/** What a person needs to know when the file system says no. */
export const unusable = (path: string, cause: unknown): Failure =>
  new Failure('missing', {
    attempted: `Using the cache at ${path}`,
    happened: cause instanceof Error ? cause.message : String(cause),
    remedy: 'Make it readable and writable, with 200 MB of free space, or point XDG_CACHE_HOME to a folder that is.',
    cause,
  });

const fileSystemCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO', 'EMFILE', 'ENOENT']);

/** SQLite's words for the same, and for a damaged file (sqlite.org/rescode.html): locks are databases. */
const databaseCodes = new Set([3, 8, 10, 11, 13, 14, 23, 26]);

/** Whether the file system itself refused: full, forbidden, read-only, damaged. */
export function isFileSystemError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', errcode = 0 } = error as NodeJS.ErrnoException & { readonly errcode?: number };
  return fileSystemCodes.has(code) || (code === 'ERR_SQLITE_ERROR' && databaseCodes.has(errcode & 0xff));
}
