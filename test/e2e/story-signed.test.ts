import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { liveDay } from '../../src/local/story/days.ts';
import { setStage } from '../../src/local/story/stage.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';

const ROOT = resolve(import.meta.dirname, '../..');

it('the story signs a finished day with the key of its folder, and its history verifies', async () => {
  const dir = join(temporaryFolder(), '.forewarn');
  const stage = await setStage({ dir, cwd: ROOT, fresh: true, toolVersion: '0.1.0' });
  try {
    for (const day of [0, 1]) await liveDay(stage, day);
  } finally {
    await stage.close();
  }

  const { code, out } = await runCli(['history', 'verify', '--state', dir], { cwd: ROOT });

  expect(code).toBe(0);
  expect(out).toMatch(/✓ acme-pay: \d+ entr(?:y|ies) holds?/);
  expect(out).toMatch(/✓ 1 checkpoint holds, signed by ed25519:[0-9a-f]{32}\n$/);
}, 60_000);
