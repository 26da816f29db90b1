import { globSync, statSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { packagesOf } from './packages.ts';

/** What an image of the services is made of, beside the packages. Two of them are services of controls. */
const parts = [
  'package.json',
  'deploy/docker/healthy.js',
  'scenarios/ev-charging/supervisor.ts',
  'scenarios/ev-charging/impatient.ts',
  'system',
] as const;

/**
 * What no container runs, as .dockerignore writes it: tests, the system on one machine, and in packages what only a
 * compiler or a debugger reads (Node never strips types there, so nothing of it could run).
 */
const leftOut = [
  '**/*.test.ts',
  '**/testing',
  '**/.*',
  'system/run',
  'system/README.md',
  'system/pages/tsconfig.json',
  'node_modules/**/*.ts',
  'node_modules/**/*.cts',
  'node_modules/**/*.mts',
  'node_modules/**/*.map',
] as const;

/** The files of an image, relative to the repository, sorted: what a build needs beside the Dockerfile. */
export function contextFiles(root: string): string[] {
  const own = ownFiles(root);
  const foreign = packagesOf(root, own).flatMap((folder) => filesOf(root, folder));
  return [...new Set([...own, ...foreign])].sort();
}

/** Those of them that are this repository's own. */
export const ownFiles = (root: string): string[] => parts.flatMap((part) => filesOf(root, part)).sort();

/** The text of .dockerignore, which keeps everything else out of the image, whoever builds it. */
export const ignoreFile = (root: string): string =>
  [
    '# What the services need to run, and nothing else: `npm run image` writes this from deploy/docker/context.ts and the',
    '# lock file, and a test holds it true.',
    '*',
    ...parts.map((part) => `!${part}`),
    ...packagesOf(root, ownFiles(root)).map((folder) => `!${folder}`),
    ...leftOut,
    '',
  ].join('\n');

/** A file, or all that is in a folder, but for what is left out. */
function filesOf(root: string, path: string): string[] {
  if (statSync(join(root, path)).isFile()) return [path];
  return globSync(`${path}/**`, { cwd: root, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !isLeftOut(file));
}

const isLeftOut = (file: string): boolean =>
  leftOut.some((pattern) => matchesGlob(file, pattern) || matchesGlob(file, `${pattern}/**`));
