import { defineConfig } from 'vitest/config';

/** Pure code, and what is stated about it: files that leave nothing behind share a worker, which starts faster. */
const PURE = ['test/unit/**/*.test.ts', 'test/golden/**/*.test.ts'];

/** What has a lane of its own, since it is long, or wants the machine for itself. */
const LANES = [
  'test/e2e/**',
  'test/samples/**',
  'test/corpus/**',
  'test/crowd/**',
  'test/package/**',
  'test/quiet/**',
  'test/infra/{story,faults,cdk}/**',
  'test/action/**',
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'pure', include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: 'effects',
          include: ['test/**/*.test.ts'],
          exclude: [...PURE, ...LANES, 'node_modules/**'],
        },
      },
    ],
  },
});
