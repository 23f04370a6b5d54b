import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import type { QuotaStore } from '../../app/ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { callsLeft, giveCallBack, pauseCalls, takeCall, UNUSED } from '../../core/quota/quota.ts';
import { readQuota } from '../../core/quota/read-quota.ts';
import type { QuotaState } from '../../core/quota/types.ts';
import { openQuotaDatabase, unreadableQuota } from './quota-database.ts';
import { makeUserFolder } from './user-folder.ts';

const BUSY = new Set([5, 6]); // SQLITE_BUSY, SQLITE_LOCKED
const DAMAGED = new Set([11, 26]); // SQLITE_CORRUPT, SQLITE_NOTADB
/** How long other processes are waited for, in ms. A step takes less than one. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 10;

/**
 * Quotas in the user's folder, shared by all processes of that user. Each step is one transaction without a pause in
 * between, so that a process may be killed at any point: the step is then whole, or was never begun. The file is
 * opened by the first call that needs it.
 *
 * @param folder see `userFolder`; not asked before there is a call.
 * @throws ForewarnError (its methods) `storage` where what is there cannot be read, or the folder cannot be used.
 */
export function createQuotaStore(folder: () => string, now: () => number = Date.now): QuotaStore {
  let opened: { database: DatabaseSync; inode: number } | null = null;

  /** A file that was deleted or replaced is let go: what others count is what counts. */
  const open = (file: string): DatabaseSync => {
    const inode = statSync(file, { throwIfNoEntry: false })?.ino;
    if (opened && opened.inode === inode) return opened.database;
    opened?.database.close();
    opened = null;
    makeUserFolder(dirname(file));
    const database = openQuotaDatabase(file);
    opened = { database, inode: statSync(file).ino };
    return database;
  };

  const step = async <T>(
    partner: string,
    change: (state: QuotaState) => { state: QuotaState; value: T },
  ): Promise<T> => {
    const begun = performance.now();
    const file = join(folder(), 'quota', 'calls.db');
    for (;;) {
      try {
        return transact(open(file), file, partner, change);
      } catch (error) {
        if (!BUSY.has(codeOf(error)) || performance.now() - begun > PATIENCE_MS)
          throw storageFault(file, error);
      }
      await pause(PAUSE_MS * (1 + Math.random()));
    }
  };

  return {
    take: (partner, ask) =>
      step(partner, (before) => {
        const { state, grant } = takeCall(before, ask, randomUUID());
        return { state, value: grant };
      }),
    left: (partner, ask) => step(partner, (state) => ({ state, value: callsLeft(state, ask) })),
    giveBack: (partner, hold, sentAt) =>
      step(partner, (before) => ({ state: giveCallBack(before, hold, sentAt), value: undefined })),
    pause: (partner, origin, until) =>
      step(partner, (before) => ({ state: pauseCalls(before, origin, until, now()), value: undefined })),
  };
}

function transact<T>(
  database: DatabaseSync,
  file: string,
  partner: string,
  change: (state: QuotaState) => { state: QuotaState; value: T },
): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const stored = database.prepare('SELECT state FROM quota WHERE partner = ?').get(partner)?.state;
    const before = stored === undefined ? UNUSED : readQuota(String(stored));
    if (!before) throw unreadableQuota(file);
    const { state, value } = change(before);
    if (state !== before)
      database
        .prepare('INSERT OR REPLACE INTO quota (partner, state) VALUES (?, ?)')
        .run(partner, JSON.stringify(state));
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function codeOf(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : Number.NaN;
  return code & 0xff;
}

function storageFault(file: string, cause: unknown): ForewarnError {
  if (cause instanceof ForewarnError) return cause;
  if (DAMAGED.has(codeOf(cause))) return unreadableQuota(file, cause);
  return new ForewarnError('storage', 'the calls to partners cannot be counted', {
    place: { file },
    fix: 'see that the folder can be written to and its disk is local and not full, or set FOREWARN_HOME to another',
    cause,
  });
}
