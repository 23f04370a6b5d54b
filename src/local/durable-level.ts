import { createRequire } from 'node:module';

type Write = (...args: unknown[]) => unknown;

/** The parts of abstract-level that every store of it implements. */
interface LevelWrites {
  _put: Write;
  _del: Write;
  _batch: Write;
}

let done = false;

/**
 * Makes LevelDB, under dynalite, wait for the disk (fsync) before a write counts. dynalite gives no way to
 * ask for that, and without it an entry that was answered could be lost with the machine's power.
 */
export function syncEveryWrite(): void {
  if (done) return;
  done = true;
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = require('level') as { Level: { prototype: LevelWrites } };
  const writes = Level.prototype;
  const { _put, _del, _batch } = writes;
  writes._put = function (key, value, options) {
    return _put.call(this, key, value, { ...(options as object), sync: true });
  };
  writes._del = function (key, options) {
    return _del.call(this, key, { ...(options as object), sync: true });
  };
  writes._batch = function (operations, options) {
    return _batch.call(this, operations, { ...(options as object), sync: true });
  };
}
