import { type Dirent, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Failure } from '../model/failure.ts';
import { matcher } from '../util/name-pattern.ts';

/** Where stories are looked for: beside the program, one a file, found by the file's name. */
export const scenarioFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Tests, types alone, and what begins with a dot (an editor's locks and copies) are no stories. */
const isStory = (name: string): boolean =>
  name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts') && !name.startsWith('.');

/** The names of all files that are there as stories, also of those that `checkName` refuses: nobody would miss them. */
export function scenarioNames(folder = scenarioFolder): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isFile() && isStory(entry.name))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .sort();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `look for stories in ${folder}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Stories are files of that folder; make it, or get the whole of norestart anew.',
      cause,
    });
  }
}

/** A story's name is also that of its runs, of their folders, and a word in a shell. */
const wellNamed = /^\w[\w.-]{0,99}$/;

/** Throws a `Failure` of the kind 'usage' where a file's name cannot be that of a story. */
export function checkName(name: string, file: string): void {
  if (wellNamed.test(name)) return;
  throw new Failure('usage', {
    attempted: `take the file ${file} for a scenario`,
    happened:
      "its name must be at most 100 letters (a to z), digits, dots, underscores and hyphens, for it is the story's",
    remedy: 'Give the file another name.',
  });
}

/** Whether a word means a scenario, by its name or by a pattern. */
export const isScenario = (word: string): boolean => scenarioNames().some(matcher(word));
