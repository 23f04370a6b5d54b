import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ForewarnError } from '../core/errors.ts';
import { isRunning, type Process, thisProcess } from './process-identity.ts';

/** Which calendar a data folder's ledger was written by. It never holds both. */
export type Clock = 'real' | 'simulated';

/** How other processes reach the table of the one that holds the folder. */
export interface Endpoint {
  url: string;
  accessKey: string;
  /** The process that runs the table. */
  owner: Process;
}

const owner = z.object({ pid: z.int(), startedAt: z.string().nullable() });
const endpoint = z.object({ url: z.string(), accessKey: z.string(), owner });

/** Long enough for two processes that take over the same left-over lock to see each other. */
const SETTLE_MS = 30;

/**
 * Takes the folder for this process. A lock whose process has gone, or whose number now belongs to another,
 * is taken over.
 *
 * @returns how to give it back, or null if a living process holds it.
 */
export async function takeFolder(dir: string): Promise<(() => Promise<void>) | null> {
  const lock = join(dir, 'lock');
  const mine = JSON.stringify(await thisProcess());
  await mkdir(dir, { recursive: true });
  if (!(await create(lock, mine))) {
    const text = await readFile(lock, 'utf8').catch(() => '');
    if (await isHeld(text)) return null;
    if (!(await removeStale(lock, text)) || !(await create(lock, mine))) return null;
    await pause(SETTLE_MS);
  }
  if ((await readFile(lock, 'utf8').catch(() => '')) !== mine) return null;
  return async () => {
    if ((await readFile(lock, 'utf8').catch(() => '')) === mine) await rm(lock, { force: true });
  };
}

/** The process that holds the folder, or null. */
export async function folderOwner(dir: string): Promise<Process | null> {
  const text = await readFile(join(dir, 'lock'), 'utf8').catch(() => '');
  return (await isHeld(text)) ? parseOwner(text) : null;
}

/** Publishes where the table is, for this user's processes only; whole or not at all. */
export async function writeEndpoint(dir: string, value: Endpoint): Promise<void> {
  await writeWhole(join(dir, 'endpoint.json'), `${JSON.stringify(value)}\n`, 0o600);
}

/** Where the table of the folder's holder is, or null while none is published. */
export async function readEndpoint(dir: string): Promise<Endpoint | null> {
  const text = await readFile(join(dir, 'endpoint.json'), 'utf8').catch(() => null);
  const read = endpoint.safeParse(text === null ? null : readJson(text));
  return read.success ? read.data : null;
}

export async function removeEndpoint(dir: string): Promise<void> {
  await rm(join(dir, 'endpoint.json'), { force: true });
}

/** The calendar that the folder was written by, or null for a new one. */
export async function clockOf(dir: string): Promise<Clock | null> {
  const text = (await readFile(join(dir, 'clock'), 'utf8').catch(() => '')).trim();
  return text === 'real' || text === 'simulated' ? text : null;
}

/**
 * Marks a new folder with its calendar, or checks that it is the same.
 *
 * @throws ForewarnError `config` if the folder was written by the other one.
 */
export async function claimClock(dir: string, clock: Clock): Promise<void> {
  const there = await clockOf(dir);
  if (there === null) return writeWhole(join(dir, 'clock'), `${clock}\n`, 0o644);
  if (there === clock) return;
  throw new ForewarnError('config', `The data folder holds ${there} time; this run is of ${clock} time.`, {
    place: { file: dir },
    fix: 'Use another folder, or `--fresh` to begin a new one.',
  });
}

async function writeWhole(file: string, text: string, mode: number): Promise<void> {
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, text, { mode });
  await rename(whole, file);
}

/** Creates a file with its content in one step; false if it is there already. */
async function create(file: string, text: string): Promise<boolean> {
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, text, { mode: 0o600 });
  try {
    await link(whole, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(whole, { force: true });
  }
}

/** Moves a left-over lock away. If it was somebody's new lock by then, it is put back. */
async function removeStale(lock: string, stale: string): Promise<boolean> {
  const away = `${lock}.${randomUUID()}`;
  try {
    await rename(lock, away);
  } catch {
    return true; // somebody else moved it; the next create decides
  }
  const moved = await readFile(away, 'utf8');
  if (moved !== stale) await link(away, lock).catch(() => undefined);
  await rm(away, { force: true });
  return moved === stale;
}

async function isHeld(text: string): Promise<boolean> {
  const who = parseOwner(text);
  return who !== null && (await isRunning(who));
}

function parseOwner(text: string): Process | null {
  const read = owner.safeParse(readJson(text));
  return read.success ? read.data : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
