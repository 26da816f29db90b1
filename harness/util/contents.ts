import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Enough to tell any two apart that a person will ever compare. */
const digits = 12;
const tests = /(^|[/\\])testing[/\\]|\.test\.[jt]s$/;

/**
 * A word for what is in some files, the same on every machine and in every commit in which they are the same; tests and
 * what helps them are no part of it. `patterns` are from the folder on; `files` are paths, whatever letters they have.
 */
export function contentsOf(folder: string, patterns: readonly string[], files: readonly string[] = []): string {
  const digest = createHash('sha256');
  const found = globSync(patterns, { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const names = [...new Set([...found, ...files].map((path) => relative(folder, path).replaceAll('\\', '/')))]
    .filter((name) => !tests.test(name))
    .sort();
  if (names.length === 0) throw new Error(`No file in ${folder} is ${patterns.join(' or ')}.`);
  for (const name of names)
    digest
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0');
  return digest.digest('hex').slice(0, digits);
}
