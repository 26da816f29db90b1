import { Failure } from '../../model/failure.ts';
import { nearest } from '../../util/nearest.ts';
import { buildComparison } from './build.ts';
import { type Group, groupBy, keysOf, labelled, shortLabels } from './groups.ts';
import type { Comparison } from './model.ts';
import { readRuns } from './read-runs.ts';

/**
 * Compares the runs at these places, each perhaps with a label before it (`label=…`). Every place is a group; with a key,
 * or with a single place, the runs are put into groups by what they say of themselves (by default their variant).
 */
export function compare(words: readonly string[], by?: string): Comparison {
  const named = words.map(labelled);
  const shorts = shortLabels(named.map(({ place }) => place));
  const read = named.map(({ label, place }, index) => ({
    label: label ?? shorts[index] ?? place,
    ...readRuns(place),
  }));
  const leftOut = read.flatMap((one) => one.leftOut);
  const key = by ?? (words.length === 1 ? 'variant' : null);
  const runs = distinct(read);
  if (by !== undefined) known(by, keysOf(runs));
  const groups = key === null ? byHand(read) : groupBy(runs, key);
  if (groups.length === 0)
    throw nothingToCompare(
      words,
      leftOut.map(({ folder, reason }) => `${folder}: ${reason}`),
    );
  return buildComparison({ groups, by: key, leftOut });
}

/** Two places of one label are one group. */
function byHand(read: readonly Group[]): Group[] {
  const labels = Map.groupBy(read, ({ label }) => label);
  return [...labels]
    .map(([label, several]) => ({ label, runs: distinct(several) }))
    .filter(({ runs }) => runs.length > 0);
}

/** A run that two places name is one run. */
const distinct = (groups: readonly Group[]) => [
  ...new Map(groups.flatMap(({ runs }) => runs).map((run) => [`${run.run} ${run.startedAt}`, run])).values(),
];

function known(by: string, keys: readonly string[]): void {
  if (keys.includes(by)) return;
  const meant = nearest(by, keys);
  throw new Failure('usage', {
    attempted: `put the runs into groups by "${by}"`,
    happened: `they say nothing of it${meant ? `; did you mean "${meant}"?` : ''}`,
    remedy: `Name one of: ${keys.join(', ')}.`,
  });
}

const nothingToCompare = (words: readonly string[], reasons: readonly string[]): Failure =>
  new Failure('usage', {
    attempted: `compare the runs of ${words.join(', ')}`,
    happened: `none is left to compare (${reasons.slice(0, 5).join('; ')})`,
    remedy: '`norestart report <folder>` makes the report of a run anew from its history.',
  });
