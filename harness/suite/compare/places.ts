import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPattern, matcher } from '../../util/name-pattern.ts';

/** Deeper than any folder of runs lies; `**` goes through all that are between. */
const deepestAtMost = 20;

/** Paths that fit a pattern, such as `reports/slow-kafka-*`, in the order of their names; `**` is any number of folders. */
export function placesLike(pattern: string): string[] {
  const [first = '', ...parts] = pattern.split('/').filter((part, index) => part !== '' || index === 0);
  const found = pattern.startsWith('/') ? below('/', parts) : below('.', [first, ...parts]);
  return [...new Set(found)].sort();
}

function below(folder: string, [part, ...others]: readonly string[], depth = 0): string[] {
  if (part === undefined) return [folder];
  if (part === '**') {
    if (others[0] === '**') return below(folder, others, depth);
    const folders = depth < deepestAtMost ? entries(folder, isFolder) : [];
    return [
      ...below(folder, others, depth),
      ...folders.flatMap((name) => below(join(folder, name), [part, ...others], depth + 1)),
    ];
  }
  if (!isPattern(part)) return existsSync(join(folder, part)) ? below(join(folder, part), others, depth) : [];
  const fits = matcher(part);
  return entries(folder, (entry) => others.length === 0 || isFolder(entry) || entry.isSymbolicLink())
    .filter((name) => (part.startsWith('.') || !name.startsWith('.')) && fits(name))
    .flatMap((name) => below(join(folder, name), others, depth));
}

/** A link is none: it may lead back to where it lies. */
const isFolder = (entry: Dirent): boolean => entry.isDirectory();

/** What cannot be looked into holds nothing that could be read. */
function entries(folder: string, wanted: (entry: Dirent) => boolean): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(wanted)
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
