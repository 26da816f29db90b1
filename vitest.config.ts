import { matchesGlob } from 'node:path';
import { defineConfig } from 'vitest/config';
import { chosen } from './tests/long.ts';

/**
 * Whose recovery, or whose time to an end, is looked at: nothing else may run beside them on a few cores. The whole system
 * in containers is one of them, for the sake of the others: it takes all cores when it starts.
 */
const timed = [
  'tests/stories/**/*.test.ts',
  'tests/{abort,odd-places,package,proof}.test.ts',
  'tests/compose/up.test.ts',
  'tests/system/{deaths,kafka-away}.test.ts',
];
/**
 * Each takes all cores by itself: three brokers, containers, 500 charge points. One after the other, after the rest; and
 * what makes networks for containers is kept from the browser's tests, since Chromium drops what it is loading whenever a
 * network of the machine comes or goes (ERR_NETWORK_CHANGED), from the loopback address, too.
 */
const heavy = [
  'harness/faults/three-brokers.test.ts',
  'harness/runtimes/docker/**/*.test.ts',
  'tests/docker-bad-input.test.ts',
  'tests/compose/image.test.ts',
  'tests/system/load.test.ts',
  'tests/starved.test.ts',
];
/** The whole catalogue in all generations: most of an hour, so it is asked for by `npm run catalogue`. */
const catalogue = 'tests/catalogue/catalogue.test.ts';

const { only, not } = chosen(process.env.NORESTART_TESTS);
/** What is chosen of a project whose files are like these. */
const of = (patterns: readonly string[]): string[] =>
  only ? only.filter((file) => patterns.some((pattern) => matchesGlob(file, pattern))) : [...patterns];

/**
 * Against a test that hangs, not a bound on anything: a page that takes 3 s on a quiet machine took 30 on one whose
 * neighbours had a quarter of each processor.
 */
const testTimeout = 90_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'the rest',
          include: of(['{system,harness,scenarios,deploy,tests}/**/*.test.ts']),
          exclude: ['**/node_modules/**', ...timed, ...heavy, catalogue, ...not],
          testTimeout,
          hookTimeout: 120_000,
          // They wait for processes more than they work.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'catalogue',
          include: process.env.NORESTART_CATALOGUE ? [catalogue] : [],
          maxWorkers: 1,
          // Several at once take as long as one after the other, and on a few cores some then end inconclusive.
          maxConcurrency: 1,
        },
      },
      {
        test: {
          name: 'heavy',
          include: of(heavy),
          exclude: [...not],
          testTimeout,
          hookTimeout: 120_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'timed',
          include: of(timed),
          exclude: [...not],
          testTimeout,
          hookTimeout: 120_000,
          maxWorkers: 1,
          // Each real story is a broker and four services.
          maxConcurrency: 2,
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
