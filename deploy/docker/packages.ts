import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
type Lock = Readonly<Record<string, Locked>>;

/**
 * The folders below `node_modules/` of the packages that these modules import, and of what those need in turn, sorted.
 * The lock file says which: it is what `npm ci` goes by, also for what a package has in a folder of its own.
 */
export function packagesOf(root: string, modules: readonly string[]): string[] {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = new Set<string>();
  const add = (name: string, from: string): void => {
    const folder = nearest(lock, name, from);
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const { dependencies, peerDependencies } = lock[folder] ?? {};
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) add(needed, folder);
  };
  for (const module of modules) for (const name of imported(join(root, module))) add(name, '');
  return [...found].sort();
}

/** As Node looks: beside the package that asks, and then further and further out. */
function nearest(lock: Lock, name: string, from: string): string | undefined {
  const folder = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (lock[folder]) return folder;
  if (from === '') return undefined;
  return nearest(lock, name, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))));
}

const imports = /\b(?:from|import)\s*\(?'([^'.:][^':]*)'/g;

/** The packages that a module imports, by name: neither Node's own (`node:…`) nor what is beside it (`./…`). */
function imported(path: string): string[] {
  const names = [...readFileSync(path, 'utf8').matchAll(imports)].map(([, name = '']) => name.split('/'));
  return names.map(([first = '', second]) => (first.startsWith('@') ? `${first}/${second}` : first));
}
