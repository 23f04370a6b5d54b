import { type ChildProcess, fork } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Compensation } from '../../../src/app/look-memory.ts';
import { readCompensation } from '../../../src/app/read-compensation.ts';
import type { MadeHere } from '../../../src/core/exchange/types.ts';
import type { CountingPartner, Spot } from './counting-partner.ts';

/** What a look that came to its end says of itself. */
export interface Ended {
  outcomes: string[];
  made: MadeHere | null;
}

/** What is killed: a look, or a walk through a journey. */
export type Script = 'look-that-makes.ts' | 'walk-that-makes.ts';

/** Where a look is killed: at a spot of one of its requests, and so many ms later. */
export interface Death {
  request: number;
  spot: Spot;
  ms: number;
}

/** Lives one look to its end. */
export async function liveLook(
  partner: CountingPartner,
  folder: string,
  script: Script = 'look-that-makes.ts',
): Promise<Ended> {
  partner.watch(() => undefined);
  const child = start(partner, folder, script);
  let ended: Ended | null = null;
  child.on('message', (message) => {
    ended = message as Ended;
  });
  await over(child);
  if (!ended) throw new Error('the look did not come to its end');
  return ended;
}

/** Kills a look (SIGKILL) where its death is planned. @returns false where it ended before. */
export async function killLook(
  partner: CountingPartner,
  folder: string,
  death: Death,
  script: Script = 'look-that-makes.ts',
): Promise<boolean> {
  const child = start(partner, folder, script);
  const before = partner.requests();
  partner.watch((spot, request) => {
    if (spot !== death.spot || request - before !== death.request) return;
    if (death.ms === 0) child.kill('SIGKILL');
    else setTimeout(() => child.kill('SIGKILL'), death.ms);
  });
  return (await over(child)) === 'SIGKILL';
}

/** What the journal still holds. */
export async function journalOf(folder: string): Promise<Compensation[]> {
  const all = join(folder, 'journal');
  const names = await readdir(all, { recursive: true }).catch(() => []);
  const texts = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFile(join(all, name), 'utf8'));
  return (await Promise.all(texts)).map((text) => readCompensation(text)).filter((one) => one !== null);
}

function start(partner: CountingPartner, folder: string, script: Script): ChildProcess {
  return fork(join(import.meta.dirname, script), [partner.url, folder], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

function over(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
}
