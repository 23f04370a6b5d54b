import { ForewarnError } from '../../core/errors.ts';

const BLOCK = 512;
/** More files than this are refused. */
const MOST_FILES = 20_000;

/**
 * The regular files of a tar archive (POSIX.1-2001 ustar and pax, GNU long names) by their path, normalised to have no
 * leading `./`. Links, devices and folders are passed over. Nothing is written anywhere.
 *
 * @throws ForewarnError `input` where it is cut off, or no archive
 */
export function unpackTar(bytes: Buffer, name: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = Number.parseInt(textOf(header, 124, 12).trim() || '0', 8);
    const start = at + BLOCK;
    if (!Number.isSafeInteger(size) || size < 0 || start + size > bytes.length || !isSummed(header)) {
      throw new ForewarnError('input', 'this tar archive is cut off or damaged', { place: { file: name } });
    }
    const content = bytes.subarray(start, start + size);
    const kind = String.fromCharCode(header[156] ?? 0);
    if (kind === 'x') longName = paxPath(content) ?? longName;
    else if (kind === 'L') longName = content.toString('utf8').replace(/\0.*$/s, '');
    else if (kind !== 'g') {
      if (kind === '0' || kind === '\0') files.set(plain(longName ?? pathOf(header)), content);
      longName = null;
    }
    if (files.size > MOST_FILES) {
      throw new ForewarnError('input', `this archive has more than ${MOST_FILES} files`, {
        place: { file: name },
      });
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function textOf(header: Buffer, at: number, length: number): string {
  return header
    .subarray(at, at + length)
    .toString('utf8')
    .replace(/\0.*$/s, '');
}

/** The header's own sum, its field taken as blanks. */
function isSummed(header: Buffer): boolean {
  const written = Number.parseInt(textOf(header, 148, 8).trim(), 8);
  let sum = 8 * 0x20;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += header[at] as number;
  return sum === written;
}

function pathOf(header: Buffer): string {
  const prefix = textOf(header, 257, 5) === 'ustar' ? textOf(header, 345, 155) : '';
  const path = textOf(header, 0, 100);
  return prefix === '' ? path : `${prefix}/${path}`;
}

/** Records `LENGTH key=value\n`. */
function paxPath(content: Buffer): string | null {
  for (let at = 0; at < content.length; ) {
    const length = Number.parseInt(content.subarray(at, at + 20).toString('latin1'), 10);
    if (!(length > 0)) return null;
    const record = content.subarray(at, at + length).toString('utf8');
    const [, path] = /^\d+ path=(.*)\n$/s.exec(record) ?? [];
    if (path !== undefined) return path;
    at += length;
  }
  return null;
}

function plain(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '');
}
