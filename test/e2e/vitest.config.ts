import { defineConfig } from 'vitest/config';

// The promises from end to end, what people do in a first hour, and what the samples show: by themselves, since they
// are long.
// biome-ignore lint/style/noDefaultExport: vitest asks for one
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts', 'test/samples/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
  },
});
