import type { StoredRun } from './stored-run.ts';

export interface Group {
  readonly label: string;
  readonly runs: readonly StoredRun[];
}

const notRecorded = 'not recorded';

/** What every run says of itself; besides, runs can be put into groups by each of the versions that they recorded. */
const keyOf: Readonly<Record<string, (run: StoredRun) => string | undefined>> = {
  variant: ({ variant }) => variant,
  'scenario-version': ({ versions }) => versions.scenario,
  machine: ({ machine }) => Object.values(machine).join(', '),
  runtime: ({ runtime }) => runtime,
};

/** By what these runs can be put into groups. */
export const keysOf = (runs: readonly StoredRun[]): string[] => [
  ...new Set([
    ...Object.keys(keyOf),
    ...runs.flatMap(({ versions }) => Object.keys(versions).filter((name) => name !== 'scenario')),
  ]),
];

/**
 * Puts runs into groups by what they say of themselves: variants in the order in which their system has them, what else
 * there is by name, versions by their numbers.
 */
export function groupBy(runs: readonly StoredRun[], key: string): Group[] {
  const of = Object.hasOwn(keyOf, key) ? keyOf[key] : ({ versions }: StoredRun) => versions[key];
  const groups = Map.groupBy(runs, (run) => of?.(run) || notRecorded);
  const told = key === 'variant' ? [...new Set(runs.flatMap(({ variants }) => variants))] : [];
  const place = (label: string): number => (told.includes(label) ? told.indexOf(label) : told.length);
  return [...groups]
    .map(([value, members]) => ({ label: key === 'variant' ? value : `${key} ${value}`, runs: members }))
    .sort(
      (one, other) =>
        place(one.label) - place(other.label) || one.label.localeCompare(other.label, 'en', { numeric: true }),
    );
}

/** What a word of the command line says: perhaps a label, and where the runs are. */
export function labelled(word: string): { readonly label: string | null; readonly place: string } {
  const [, label, place] = /^([^=/\\]+)=(.+)$/s.exec(word) ?? [];
  return label !== undefined && place !== undefined ? { label, place } : { label: null, place: word };
}

/** The last part of each place where that tells them apart, else the whole of it. */
export function shortLabels(places: readonly string[]): string[] {
  const last = places.map(
    (each) =>
      each
        .replace(/[/\\]+$/, '')
        .split(/[/\\]/)
        .at(-1) || each,
  );
  return new Set(last).size === places.length ? last : [...places];
}
