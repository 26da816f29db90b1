import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentsOf } from '../contents.ts';
import { Failure } from '../core/failure.ts';
import type { Scenario } from '../core/scenario.ts';
import { validateScenario } from '../scenario-shape.ts';
import { nearest } from './nearest.ts';
import { scenarioFolder, scenarioNames } from './scenario-names.ts';

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
  const module: unknown = await import(pathToFileURL(file).href).catch((cause: unknown) => {
    throw new Failure('usage', {
      attempted: `load the scenario ${file}${lineIn(file, cause)}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Mend the file; `npx tsc --noEmit` shows where it is wrong.',
      cause,
    });
  });
  return validateScenario((module as { default?: unknown }).default, file);
}

/** `:12`, where the stack of an error leads to a line of this file. */
function lineIn(file: string, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = [file, pathToFileURL(file).href].map((place) => stack.split(`${place}:`)[1]);
  const line = /^\d+/.exec(places.find((rest) => rest !== undefined) ?? '');
  return line === null ? '' : `:${line[0]}`;
}
