import type { StoredRun } from './stored-run.ts';

export interface Group {
  readonly label: string;
  readonly runs: readonly StoredRun[];
}

/** By what runs can be put into groups. */
export const keys = [
  'generation',
  'scenario-version',
  'build',
  'kafka',
  'kafkajs',
  'node',
  'norestart',
  'machine',
  'runtime',
] as const;
export type Key = (typeof keys)[number];

const notRecorded = 'not recorded';

const keyOf: Readonly<Record<Key, (run: StoredRun) => string | undefined>> = {
  generation: ({ generation }) => generation,
  'scenario-version': ({ versions }) => versions.scenario,
  build: ({ versions }) => versions.build,
  kafka: ({ versions }) => versions.kafka,
  kafkajs: ({ versions }) => versions.kafkajs,
  node: ({ versions }) => versions.node,
  norestart: ({ versions }) => versions.norestart,
  machine: ({ machine }) => Object.values(machine).join(', '),
  runtime: ({ runtime }) => runtime,
};

/** The order in which the story of the seed is told. What else there is comes behind, versions by their numbers. */
const told = ['before', 'after', 'resilient'];
const place = (label: string): number => (told.includes(label) ? told.indexOf(label) : told.length);

/** Puts runs into groups by what they say of themselves. */
export function groupBy(runs: readonly StoredRun[], key: Key): Group[] {
  const groups = Map.groupBy(runs, (run) => keyOf[key](run) || notRecorded);
  return [...groups]
    .map(([value, members]) => ({ label: key === 'generation' ? value : `${key} ${value}`, runs: members }))
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
