import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{system,harness,scenarios,tests}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
