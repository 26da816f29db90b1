import { defineConfig } from 'vitest/config';

/** Whose recovery, or whose time to an end, is looked at: nothing else may run beside them on a few cores. */
const timed = ['tests/stories/**/*.test.ts', 'tests/abort.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'the rest',
          include: ['{system,harness,scenarios,tests}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...timed],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          // They wait for processes more than they work.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          testTimeout: 30_000,
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
