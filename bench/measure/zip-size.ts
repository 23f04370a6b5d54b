import { deflateRawSync } from 'node:zlib';

/** Bytes around each file of a zip (local header and directory entry, each with the name), and at its end. */
const HEADERS = 30 + 46;
const END = 22;

/** Size in bytes of the zip of some files (PKWARE APPNOTE, deflate at the highest level), without making it. */
export function zipSize(files: ReadonlyMap<string, Uint8Array>): number {
  let size = END;
  for (const [path, bytes] of files)
    size +=
      HEADERS +
      2 * Buffer.byteLength(path) +
      Math.min(bytes.length, deflateRawSync(bytes, { level: 9 }).length);
  return size;
}
