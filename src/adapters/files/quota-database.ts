import { randomUUID } from 'node:crypto';
import { closeSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ForewarnError } from '../../core/errors.ts';

/** Says that a database file is one of ours (SQLite, application_id): `Fwrn`. */
const OURS = 0x4677726e;
/** How long SQLite waits by itself for another process, in ms; this process stands still meanwhile. */
const WAIT_MS = 50;

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA application_id = ${OURS};
  CREATE TABLE quota (partner TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * Opens the database of quotas, or makes it: whole, in one step, so that a process that ends on the way leaves none.
 * SQLite's locks are the kernel's: they end with their process.
 *
 * @throws ForewarnError `storage` for a file that is not such a database, be it empty; the system's own error else.
 */
export function openQuotaDatabase(file: string): DatabaseSync {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) makeDatabase(file);
  if (size === 0) throw unreadableQuota(file);
  const database = new DatabaseSync(file, { timeout: WAIT_MS });
  try {
    const { application_id: id } = database.prepare('PRAGMA application_id').get() ?? {};
    if (id !== OURS) throw unreadableQuota(file);
    database.exec('PRAGMA synchronous = NORMAL');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What is not known is not taken for zero. */
export function unreadableQuota(file: string, cause?: unknown): ForewarnError {
  return new ForewarnError('storage', 'the calls that were made to partners cannot be read', {
    place: { file },
    fix: 'delete its folder if nothing else helps: calls are then counted from zero again',
    cause,
  });
}

function makeDatabase(file: string): void {
  const whole = `${file}.${randomUUID()}`;
  try {
    // SQLite gives its files the mode of the database, which is made here for this user alone.
    closeSync(openSync(whole, 'wx', 0o600));
    const database = new DatabaseSync(whole);
    database.exec(SCHEMA);
    database.close();
    linkSync(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${whole}${end}`, { force: true });
  }
}
