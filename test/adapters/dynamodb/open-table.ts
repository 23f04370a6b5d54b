import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenStore, openStore } from '../../../src/local/open-store.ts';

/** A new data folder with its table running; `end` closes and removes it. */
export async function openNewStore(): Promise<OpenStore & { dir: string; end(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'forewarn-store-'));
  const dir = join(root, '.forewarn');
  const store = await openStore({ dir, clock: 'simulated', create: true });
  return {
    ...store,
    dir,
    async end() {
      await store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
