import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Compensation, CompensationJournal } from '../../app/look-memory.ts';
import { inOrder, readCompensation } from '../../app/read-compensation.ts';
import { writeDurably } from './durable-file.ts';
import { holderText, isHeld } from './holder.ts';

/** `ID.HOLDER.json`: who renames it, holds it. */
const ENTRY = /^([0-9a-f-]{36})\.([0-9a-z-]+)\.json$/;
/** What a process that was killed while it wrote has left behind is removed after this time. */
const LEFT_OVER_MS = 86_400_000;

/**
 * What is to be undone at partners, as files in a folder of one user: `journal/PARTNER/ENVIRONMENT/`, one for each. An
 * entry is claimed from a process that has ended, or whose time is over.
 */
export function createJournalStore(folder: () => string, now: () => number = Date.now): CompensationJournal {
  /** Where this process wrote what it holds, and until when. */
  const own = new Map<string, { file: string; heldUntil: number }>();
  const place = (partner: string, environment: string) => join(folder(), 'journal', partner, environment);

  return {
    async write(entry, heldUntil) {
      const before = own.get(entry.id);
      const name = `${entry.id}.${holderText(heldUntil)}.json`;
      const after = join(place(entry.partner, entry.environment), name);
      await writeDurably(before?.file ?? after, JSON.stringify(entry));
      const moves = before !== undefined && before.heldUntil !== heldUntil;
      if (moves) await rename(before.file, after);
      if (heldUntil === 0) own.delete(entry.id);
      else own.set(entry.id, moves || !before ? { file: after, heldUntil } : before);
    },
    async close(_, id) {
      const before = own.get(id);
      own.delete(id);
      if (before) await rm(before.file, { force: true });
    },
    async open(partner, environment) {
      const folder = place(partner, environment);
      const names = (await namesIn(folder)).filter((name) => ENTRY.test(name));
      const read = await Promise.all(names.map((name) => readEntry(join(folder, name))));
      return inOrder(read.filter((one) => one !== null));
    },
    async claim(partner, environment, heldUntil) {
      const folder = place(partner, environment);
      const claimed: Compensation[] = [];
      for (const name of await namesIn(folder)) {
        const [, id, holder] = ENTRY.exec(name) ?? [];
        if (name.endsWith('.tmp')) await removeLeftOver(join(folder, name), now());
        if (id === undefined || holder === undefined || isHeld(holder, now())) continue;
        const mine = join(folder, `${id}.${holderText(heldUntil)}.json`);
        if (!(await renamed(join(folder, name), mine))) continue;
        const entry = await readEntry(mine);
        if (!entry) continue;
        const twice = own.get(id);
        if (twice) await rm(twice.file, { force: true });
        own.set(id, { file: mine, heldUntil });
        claimed.push(entry);
      }
      return inOrder(claimed);
    },
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Null where somebody else was faster, or it is no entry of this version. */
async function readEntry(file: string): Promise<Compensation | null> {
  try {
    return readCompensation(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

async function removeLeftOver(file: string, now: number): Promise<void> {
  const written = await stat(file).catch(() => null);
  if (written && now - written.mtimeMs > LEFT_OVER_MS) await rm(file, { force: true });
}
