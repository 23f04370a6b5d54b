import { defineConfig } from 'vitest/config';

// A month of looks, an hour apart: some minutes, by itself.
// biome-ignore lint/style/noDefaultExport: vitest asks for one
export default defineConfig({
  test: { include: ['test/quiet/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 60_000, maxWorkers: 1 },
});
