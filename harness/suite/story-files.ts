import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../model/failure.ts';

/** Tests, types alone, and what begins with a dot (an editor's locks and copies) are no stories. */
const story = /^(?!\.)(.+)(?<!\.test|\.d)\.(?:ts|mts|js|mjs)$/;

export interface StoryFile {
  /** Its name without the ending. */
  readonly stem: string;
  readonly path: string;
}

/** The files of a folder that are there as stories, by name. Throws a `Failure` when the folder cannot be read. */
export const storyFiles = (folder: string): StoryFile[] =>
  entriesOf(folder)
    .flatMap((entry) => {
      const [, stem] = story.exec(entry.name) ?? [];
      return entry.isFile() && stem !== undefined ? [{ stem, path: join(folder, entry.name) }] : [];
    })
    .sort((one, other) => (one.stem < other.stem ? -1 : 1));

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
