import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{system,harness,scenarios,tests}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Each real story is a broker and four services on the same few cores, and their recovery is what is looked at.
    maxConcurrency: 3,
  },
});
