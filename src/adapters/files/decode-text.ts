import { isUtf8 } from 'node:buffer';
import { unreadable } from './unreadable.ts';

/**
 * The text of a file: UTF-8, or UTF-16 with a byte order mark (which JSON and YAML allow). Half surrogates of it are
 * replaced, so that it has none.
 *
 * @param name of the file, for messages
 * @throws ForewarnError `input` for what is packed, binary or in another encoding, with its line and column
 */
export function decodeText(bytes: Buffer, name: string): string {
  const [first, second] = bytes;
  if (first === 0x1f && second === 0x8b) {
    throw unreadable(name, 'this file is packed (gzip)', { fix: 'unpack it first, like: gunzip FILE' });
  }
  if (first === 0x50 && second === 0x4b && bytes[2] === 3) {
    throw unreadable(name, 'this file is packed (zip)', { fix: 'unpack it first, like: unzip FILE' });
  }
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), name);
  if (first === 0xfe && second === 0xff) return utf16(swapped(bytes.subarray(2)), name);
  if (!isUtf8(bytes)) throw wrongBytes(bytes, name);
  return bytes.toString('utf8');
}

function utf16(bytes: Buffer, name: string): string {
  if (bytes.length % 2 === 0) return bytes.toString('utf16le').toWellFormed();
  throw unreadable(name, 'this UTF-16 text ends in the middle of a character: it is cut off');
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

function wrongBytes(bytes: Buffer, name: string): Error {
  let line = 1;
  for (let start = 0; start <= bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const row = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (!isUtf8(row)) {
      return unreadable(name, 'this text is not UTF-8', {
        line,
        column: firstDifference(row) + 1,
        fix: 'save it as UTF-8, or fetch it again if it should be',
      });
    }
    if (end === -1) break;
    start = end + 1;
  }
  return unreadable(name, 'this text is not UTF-8');
}

/** Where a decoded row begins to be other bytes than it was made of, in UTF-16 units. */
function firstDifference(row: Buffer): number {
  const text = row.toString('utf8');
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) {
    if (
      !row
        .subarray(Buffer.byteLength(text.slice(0, at)))
        .subarray(0, 3)
        .equals(REPLACEMENT)
    )
      return at;
  }
  return 0;
}

const REPLACEMENT = Buffer.from('\ufffd');
