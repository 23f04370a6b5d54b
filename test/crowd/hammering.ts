import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Limits } from '../../src/local/emulator/limits.ts';
import { type Emulator, startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { lookPlan } from '../adapters/look-plan.ts';
import type { Hammering } from './hammering-child.ts';

const CHILD = fileURLToPath(new URL('./hammering-child.ts', import.meta.url));

/** Processes that call one emulated partner through a folder of their own. */
export interface Crowd {
  emulator: Emulator;
  home: string;
  /** Starts one more. */
  join(): void;
  /** Kills the one that has been there longest, in the middle of what it does. */
  kill(): Promise<void>;
  /** Resolves when all have ended by themselves. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a crowd around a partner with limits that answers after `slowMs`. */
export async function openCrowd(
  limits: Limits,
  told: Omit<Hammering, 'url' | 'home'>,
  slowMs: number,
): Promise<Crowd> {
  const home = mkdtempSync(join(tmpdir(), 'forewarn-crowd-'));
  const { baseline } = lookPlan({ url: 'http://127.0.0.1:1' });
  const emulator = await startEmulator({ document: baseline, credentials: null, limits });
  emulator.fault({ at: 'operations', kind: 'slow', ms: slowMs });
  const children: { child: ChildProcess; over: Promise<unknown> }[] = [];
  return {
    emulator,
    home,
    join: () => {
      const argument = JSON.stringify({ ...told, url: emulator.url, home });
      const child = spawn(process.execPath, [CHILD, argument], { stdio: ['ignore', 'ignore', 'inherit'] });
      children.push({ child, over: new Promise((resolve) => child.once('close', resolve)) });
    },
    kill: async () => {
      const first = children.shift();
      first?.child.kill('SIGKILL');
      await first?.over;
    },
    ended: async () => {
      await Promise.all(children.map(({ over }) => over));
    },
    close: async () => {
      for (const { child } of children) child.kill('SIGKILL');
      await Promise.all(children.map(({ over }) => over));
      await emulator.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Resolves when a condition holds, or after so long. */
export async function untilHolds(condition: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!condition() && performance.now() < end) await pause(20);
}
