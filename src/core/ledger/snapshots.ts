/** A snapshot is kept of each so manieth entry: so many at most are folded where the projection is gone. */
export const SNAPSHOT_EVERY = 500;

/**
 * True if the snapshot at `seq` is still wanted once there is one at `newest`: all of the last ones, fewer the further
 * back they lie. Of n that were made, about 2 log2(n) are kept.
 */
export function isSnapshotKept(seq: number, newest: number): boolean {
  const [one, last] = [seq / SNAPSHOT_EVERY, newest / SNAPSHOT_EVERY];
  if (!Number.isInteger(one) || one > last) return false;
  let spread = 1;
  while (one % (spread * 2) === 0) spread *= 2;
  return last - one < spread * 2;
}
