import { createRequire } from 'node:module';

/** The part of abstract-level that every store of it implements. */
interface LevelWrites {
  _put(key: unknown, value: unknown, options: object): Promise<void>;
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
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = require('level') as { Level: { prototype: LevelWrites } };
  const { _put } = Level.prototype;
  Level.prototype._put = function (key, value, options) {
    return _put.call(this, key, value, { ...options, sync: isCommit(String(value)) });
  };
}
