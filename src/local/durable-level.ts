import { createRequire } from 'node:module';
import { ForewarnError } from '../core/errors.ts';

/** The part of abstract-level that every store of it implements. */
interface LevelWrites {
  _put(key: unknown, value: unknown, options: object): Promise<void>;
}

/** LevelDB as dynalite has it. */
interface LevelClass {
  new (location: string): { open(): Promise<void>; close(): Promise<void> };
  prototype: LevelWrites;
}

function levelOfDynalite(): LevelClass {
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  return (require('level') as { Level: LevelClass }).Level;
}

/**
 * Opens and closes a LevelDB, to see that it can be opened: dynalite itself would end the process.
 *
 * @throws ForewarnError `locked` if another process has it open; `storage` if it cannot be read.
 */
export async function probeLevel(location: string): Promise<void> {
  const Level = levelOfDynalite();
  const level = new Level(location);
  try {
    await level.open();
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const locked = (cause as NodeJS.ErrnoException | undefined)?.code === 'LEVEL_LOCKED';
    const place = { file: location };
    if (locked) {
      const fix = 'End it first, or use another folder.';
      throw new ForewarnError('locked', 'Another process has the data folder open.', { place, fix, cause });
    }
    const fix = 'Put it back from a copy, or use `--fresh` to begin a new one.';
    throw new ForewarnError('storage', 'The data folder cannot be read.', { place, fix, cause });
  }
  await level.close();
}

let done = false;

/**
 * Makes LevelDB, under dynalite, wait for the disk (fsync) before a write counts whose value `isCommit`.
 * dynalite gives no way to ask for that, and without it an entry that was answered could be lost with the
 * machine's power. What was written before a commit is on the disk with it: the log is one file, in order.
 */
export function syncCommits(isCommit: (value: string) => boolean): void {
  if (done) return;
  done = true;
  const Level = levelOfDynalite();
  const { _put } = Level.prototype;
  Level.prototype._put = function (key, value, options) {
    return _put.call(this, key, value, { ...options, sync: isCommit(String(value)) });
  };
}
