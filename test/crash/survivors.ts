import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a process whose parent was killed may take to notice. */
const GRACE_MS = 5_000;

/**
 * Waits until no process is left that was started with this folder for temporary files: children hand it on
 * to their own. Looks into `/proc`; where there is none, nothing is found.
 *
 * @returns the ids of those that are still there after 5 s.
 */
export async function survivorsOf(temporary: string): Promise<number[]> {
  const until = performance.now() + GRACE_MS;
  for (;;) {
    const found = await startedWith(`TMPDIR=${temporary}`);
    if (found.length === 0 || performance.now() > until) return found;
    await pause(50);
  }
}

async function startedWith(setting: string): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.split('\0').includes(setting) ? [pid] : [];
    }),
  );
  return found.flat();
}
