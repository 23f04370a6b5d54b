import { defineConfig } from 'vitest/config';

// Real processes in real time: by themselves, so that nothing but them decides when they run.
// biome-ignore lint/style/noDefaultExport: vitest asks for one
export default defineConfig({
  test: { include: ['test/crowd/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 60_000, maxWorkers: 1 },
});
