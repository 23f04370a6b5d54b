import { hashJson, type Sha256 } from '../hash.ts';
import type { RegisteredFile } from './types.ts';

/** The files of a registration by path, with their hashes and sizes. */
export function registeredFiles(files: Readonly<Record<string, string>>, sha256: Sha256): RegisteredFile[] {
  return Object.keys(files)
    .sort()
    .map((path) => ({ path, sha256: sha256(files[path] ?? ''), bytes: utf8Length(files[path] ?? '') }));
}

/** Names a set of files: SHA-256 over the canonical JSON (RFC 8785) of their paths and hashes, 64 hex digits. */
export function registrationHash(files: readonly RegisteredFile[], sha256: Sha256): string {
  return hashJson(Object.fromEntries(files.map((file) => [file.path, file.sha256])), sha256);
}

/** Number of bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff ? 2 : 1;
    // A pair of surrogates is four bytes: two for each of its units.
    if (unit >= 0xd800 && unit <= 0xdfff) bytes -= 1;
  }
  return bytes;
}
