import { existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Discovered, discover } from '../config/discover.ts';
import { validateScenario } from '../config/scenario-shape.ts';
import { type Named, tell, tellingsOf } from '../config/tell.ts';
import { Failure } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Story, Telling } from '../model/story.ts';
import { contentsOf } from '../util/contents.ts';
import { matcher } from '../util/name-pattern.ts';
import { nearest } from '../util/nearest.ts';
import { asError } from '../util/thrown.ts';
import { checkName, type StoryFile, storyFiles } from './story-files.ts';
import { loadsInTime } from './story-loading.ts';

/** Where the stories are that any system can be told: beside the program. */
const catalogueFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** A scenario that can be loaded, and the file that it comes from. */
interface Source {
  readonly file: string;
  readonly named: Named;
  readonly telling: Telling | undefined;
  /** Of all that makes the story what it is, from the configuration's folder. */
  readonly files: readonly string[];
}
type Catalogue = ReadonlyMap<string, Source>;

const catalogues = new Map<string, Promise<Catalogue>>();

/**
 * All scenarios by their names: those of a folder, or, where none is given, those of the catalogue as they are told of
 * the system that is configured here, and its own.
 */
function catalogue(folder?: string): Promise<Catalogue> {
  if (folder !== undefined) return Promise.resolve(new Map(storyFiles(folder).map((file) => own(file))));
  const here = process.cwd();
  const known = catalogues.get(here) ?? discover(here).then(catalogueOf);
  catalogues.set(here, known);
  return known;
}

function catalogueOf({ file: config, telling }: Discovered): Catalogue {
  const files = [config, ...(telling.files ?? []).map((each) => resolve(dirname(config), each))];
  const told = storyFiles(catalogueFolder).flatMap(({ stem, path }) =>
    tellingsOf(stem, telling).map((named): [string, Source] => [named.name, { file: path, named, telling, files }]),
  );
  const folder = resolve(dirname(config), telling.scenarios ?? 'scenarios');
  // Only a folder that the configuration names must be there.
  const there = telling.scenarios !== undefined || (existsSync(folder) && folder !== catalogueFolder);
  const ownOnes = there ? storyFiles(folder).map((each) => own(each, telling, files)) : [];
  const all = new Map(told);
  for (const [name, source] of ownOnes) {
    const twin = all.get(name);
    if (twin) throw twins(name, source.file, twin.file);
    all.set(name, source);
  }
  return new Map([...all].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const own = ({ stem, path }: StoryFile, telling?: Telling, files: readonly string[] = []): [string, Source] => [
  stem,
  { file: path, named: { name: stem, file: stem, service: '', link: '' }, telling, files },
];

const twins = (name: string, one: string, other: string): Failure =>
  new Failure('usage', {
    attempted: `take the file ${one} for a scenario`,
    happened: `there is one of the name ${name} already, told by ${other}`,
    remedy: 'Give the file another name.',
  });

/** The names of all scenarios, also of those whose file `checkName` refuses: nobody would miss them. */
export const scenarioNames = async (folder?: string): Promise<string[]> => [...(await catalogue(folder)).keys()];

/** Whether a word means a scenario, by its name or by a pattern. Where no system is configured nothing does. */
export async function scenarioMatcher(): Promise<(word: string) => boolean> {
  const names = await scenarioNames().catch(() => []);
  return (word) => names.some(matcher(word));
}

/** The file that a scenario comes from, from the folder in which one stands; of one that is not there its name. */
export async function scenarioFile(name: string): Promise<string> {
  const source = (await catalogue()).get(name);
  return source ? relative(process.cwd(), source.file) : name;
}

/** A word for the story and for all that describes its system: another one means another story. */
export async function scenarioVersion(name: string): Promise<string> {
  const source = (await catalogue()).get(name);
  if (!source) return '';
  const root = dirname(source.files[0] ?? source.file);
  // A story's own file may have brackets in its name, which no pattern may take for its own.
  const [config, ...described] = source.files;
  const own = [source.file, ...(config === undefined ? [] : [config])];
  return contentsOf(
    root,
    described.map((file) => relative(root, file)),
    own,
  );
}

/** Loads and validates a scenario by its name; only names that are there are ever imported. */
export async function loadScenario(name: string, folder?: string): Promise<Scenario> {
  const known = await catalogue(folder);
  const source = known.get(name);
  if (!source) {
    const names = [...known.keys()];
    // A shell completes a file's path; the story that is meant is in its name.
    const meant = nearest(basename(name, '.ts'), names);
    throw new Failure('usage', {
      attempted: `find the scenario "${name}"`,
      happened: `there is none of this name${meant ? `; did you mean "${meant}"?` : ''}`,
      remedy: names.length <= 10 ? `Choose one of: ${names.join(', ')}.` : '`norestart list` shows them all.',
    });
  }
  const { file, named, telling } = source;
  checkName(name, file);
  const { default: told } = await loadsInTime(file, () => importStory(file));
  if (!isStory(told)) return validateScenario(told, file);
  if (telling) return validateScenario(tell(told, named, telling), file);
  throw new Failure('usage', {
    attempted: `load the scenario ${file}`,
    happened: 'it is a story for any system, and no system is configured',
    remedy: 'Export a `scenario`, which says its system, or run it where a norestart.config.ts is.',
  });
}

/** A story's steps depend on whom it is told of. What cannot even be looked at is no story, and the scenario's shape says so. */
function isStory(value: unknown): value is Story {
  try {
    return typeof (value as Partial<Story> | null)?.steps === 'function';
  } catch {
    return false;
  }
}

async function importStory(file: string): Promise<{ readonly default?: unknown }> {
  try {
    return await import(pathToFileURL(file).href);
  } catch (thrown) {
    const cause = asError(thrown);
    // What the harness itself lacks is not the story's fault.
    if (isMissingModule(cause) && !cause.message.includes(`imported from ${dirname(file)}`)) throw cause;
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
