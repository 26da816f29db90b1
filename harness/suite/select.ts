import { Failure } from '../model/failure.ts';
import type { Scenario } from '../model/scenario.ts';
import { isPattern, matcher } from '../util/name-pattern.ts';
import { nearest } from '../util/nearest.ts';
import { loadScenario, scenarioNames } from './scenarios.ts';

export interface Selected {
  readonly name: string;
  readonly scenario: Scenario;
}

export interface SelectOptions {
  /** Names, or patterns such as `route-*`. */
  readonly words: readonly string[];
  /** Only those that have all of these tags. */
  readonly tags: readonly string[];
  readonly folder?: string;
  /** Hears of each file that is no scenario, while there are others. Missing: the first such file is an error. */
  readonly unreadable?: (failure: Failure) => void;
}

/** The scenarios that are meant, each once, in the order of the words; with tags alone, all that have them. */
export async function selectScenarios({ words, tags, folder, unreadable }: SelectOptions): Promise<Selected[]> {
  const known = await scenarioNames(folder);
  const meant = words.length > 0 ? words.flatMap((word) => matching(word, known)) : known;
  // A name that there is none of is no file that could not be read.
  for (const name of meant) if (!known.includes(name)) await loadScenario(name, folder);
  const loads = [...new Set(meant)].map(async (name) => ({ name, scenario: await loadScenario(name, folder) }));
  const all = unreadable ? await readable(loads, unreadable) : await Promise.all(loads);
  const chosen = all.filter(({ scenario }) => tags.every((tag) => scenario.tags.includes(tag)));
  if (chosen.length > 0) return chosen;
  const tagsThereAre = [...new Set(all.flatMap(({ scenario }) => scenario.tags))].sort();
  const unknown = tags.find((tag) => !tagsThereAre.includes(tag));
  const alike = unknown === undefined ? undefined : nearest(unknown, tagsThereAre);
  throw new Failure('usage', {
    attempted: `find scenarios with ${tags.length === 1 ? 'the tag' : 'all of the tags'} ${tags.join(', ')}`,
    happened: `there is none${alike ? `; did you mean "${alike}"?` : ''}`,
    remedy: `Choose of these tags: ${tagsThereAre.join(', ')}.`,
  });
}

/** Those that could be loaded. A failure is told once it is known that there are others, and is an error otherwise. */
async function readable(
  loads: readonly Promise<Selected>[],
  unreadable: (failure: Failure) => void,
): Promise<Selected[]> {
  const ended = await Promise.allSettled(loads);
  const loaded = ended.flatMap((end) => (end.status === 'fulfilled' ? end.value : []));
  const errors = ended.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));
  for (const error of errors) {
    if (loaded.length === 0 || !(error instanceof Failure)) throw error;
    unreadable(error);
  }
  return loaded;
}

function matching(word: string, known: readonly string[]): readonly string[] {
  // A name is taken as it is: whoever loads it says what is wrong with it.
  if (!isPattern(word) || known.includes(word)) return [word];
  const found = known.filter(matcher(word));
  if (found.length > 0) return found;
  const alike = nearest(word.replaceAll(/[*?[\]{}]/g, ''), known);
  throw new Failure('usage', {
    attempted: `find scenarios like "${word.length > 200 ? `${word.slice(0, 200)}…` : word}"`,
    happened: `there is none${alike ? `; did you mean "${alike}"?` : ''}`,
    remedy: '`norestart list` shows all names.',
  });
}
