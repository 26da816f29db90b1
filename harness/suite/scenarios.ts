import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validateScenario } from '../config/scenario-shape.ts';
import { Failure } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { contentsOf } from '../util/contents.ts';
import { nearest } from '../util/nearest.ts';
import { asError } from '../util/thrown.ts';
import { checkName, scenarioFolder, scenarioNames } from './scenario-names.ts';
import { loadsInTime } from './story-loading.ts';

/** A word for the story and for the descriptions of systems that lie beside it: another one means another story. */
export const scenarioVersion = (name: string, folder = scenarioFolder): string =>
  contentsOf(folder, [`${name}.ts`, '*/**/*.ts']);

/** Loads and validates a scenario by its name; only names that are there are ever imported. */
export async function loadScenario(name: string, folder = scenarioFolder): Promise<Scenario> {
  const names = scenarioNames(folder);
  if (!names.includes(name)) {
    // A shell completes a file's path; the story that is meant is in its name.
    const meant = nearest(basename(name, '.ts'), names);
    throw new Failure('usage', {
      attempted: `find the scenario "${name}"`,
      happened: `there is none of this name${meant ? `; did you mean "${meant}"?` : ''}`,
      remedy: names.length <= 10 ? `Choose one of: ${names.join(', ')}.` : '`norestart list` shows them all.',
    });
  }
  const file = join(folder, `${name}.ts`);
  checkName(name, file);
  const module = await loadsInTime(file, () => importStory(file, folder));
  return validateScenario(module.default, file);
}

async function importStory(file: string, folder: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (thrown) {
    const cause = asError(thrown);
    // What the harness itself lacks is not the story's fault.
    if (isMissingModule(cause) && !cause.message.includes(`imported from ${folder}`)) throw cause;
    throw new Failure('usage', {
      attempted: `load the scenario ${file}${lineIn(file, cause)}`,
      happened: cause.message,
      remedy: 'Mend the file; `npx tsc --noEmit` shows where it is wrong.',
      cause,
    });
  }
}

const isMissingModule = (error: Error): boolean => (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';

/** `:12`, where the stack of an error leads to a line of this file. */
function lineIn(file: string, { stack = '' }: Error): string {
  const places = [file, pathToFileURL(file).href].map((place) => stack.split(`${place}:`)[1]);
  const line = /^\d+/.exec(places.find((rest) => rest !== undefined) ?? '');
  return line === null ? '' : `:${line[0]}`;
}
