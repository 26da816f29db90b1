import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { NoDocument } from './read-document.ts';

/** Why a file or a folder could not be read, in words. */
export interface Unreadable {
  readonly happened: string;
  /** `usage`: something else was to be named. `missing`: it is there, and this machine does not let it be read. */
  readonly kind: 'usage' | 'missing';
}

/** Node's own words name the path a second time, and its code first. */
export function unreadable(cause: unknown, wanted: 'file' | 'folder'): Unreadable {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return { happened: `there is no such ${wanted}`, kind: 'usage' };
  if (code === 'EISDIR') return { happened: 'it is a folder', kind: 'usage' };
  if (cause instanceof NoDocument) return { happened: cause.message, kind: 'usage' };
  if (code === 'ENOTDIR') {
    return { happened: wanted === 'folder' ? 'it is no folder' : 'what it would lie in is no folder', kind: 'usage' };
  }
  return { happened: cause instanceof Error ? cause.message : String(cause), kind: 'missing' };
}

/** The same of a file that makes a folder what it is, said of the folder. */
export function unreadableFolder(cause: unknown, file: string): Unreadable {
  const { happened, kind } = unreadable(cause, 'folder');
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'EISDIR') return { happened: `${basename(file)} in it is a folder`, kind };
  if (cause instanceof NoDocument) return { happened: `${basename(file)} in it cannot be one: ${happened}`, kind };
  const without = code === 'ENOENT' && existsSync(dirname(file));
  return { happened: without ? `there is no ${basename(file)} in it` : happened, kind };
}
