/**
 * Files of tests that take more than 40 s each on two cores of a busy machine, longest first: whole systems, browsers,
 * containers. All of them together take half an hour (`npm run test:long`), so `npm test` runs one part of them, and each
 * commit the next one.
 */
const long = [
  'tests/page.test.ts',
  'tests/package.test.ts',
  'tests/pages/appearance.test.ts',
  'tests/stories/stories.test.ts',
  'tests/endings.test.ts',
  'tests/gate.test.ts',
  'tests/bad-input.test.ts',
  'tests/system/run.test.ts',
  'tests/starved.test.ts',
  'tests/ci-page.test.ts',
  'tests/timeline.test.ts',
  'tests/comparison.test.ts',
  'tests/system/broker-command.test.ts',
  'harness/faults/route/faults.test.ts',
  'tests/campaign.test.ts',
  'tests/stories/containers.test.ts',
  'harness/faults/three-brokers.test.ts',
  'harness/runtimes/docker/environment.test.ts',
  'tests/pages/acting.test.ts',
  'tests/system/through-pages.test.ts',
  'tests/pages/following.test.ts',
  'harness/runtimes/native/broker/broker.test.ts',
  'tests/system/load.test.ts',
  'tests/abort.test.ts',
  'harness/reporters/html/fit.test.ts',
  'tests/compose/up.test.ts',
  'harness/runtimes/docker/cluster.test.ts',
  'harness/runtimes/native/cluster.test.ts',
  'tests/odd-places.test.ts',
  'tests/messaging/after.test.ts',
] as const;

export const parts = 4;

/** In which part a file is, by its place in the list: there and back again, so that all parts take about as long. */
const partAt = (place: number): number => {
  const step = place % (2 * parts);
  return step < parts ? step + 1 : 2 * parts - step;
};

/** Long files of one part, from 1 to `parts`. */
export const longIn = (part: number): string[] => long.filter((_, place) => partAt(place) === part);

/** Which files a run of the tests is about: `long` those alone, a number all but the long ones of other parts. */
export function chosen(what: string | undefined): {
  readonly only?: readonly string[];
  readonly not: readonly string[];
} {
  if (what === undefined || what === '') return { not: [] };
  if (what === 'long') return { only: long, not: [] };
  const part = Number(what);
  if (!Number.isInteger(part) || part < 1 || part > parts) {
    throw new Error(`NORESTART_TESTS is "${what}": expected "long", or a part from 1 to ${parts}.`);
  }
  return { not: long.filter((_, place) => partAt(place) !== part) };
}
