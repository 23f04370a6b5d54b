import { gunzipSync, gzipSync } from 'node:zlib';
import { ForewarnError } from '../../core/errors.ts';
import type { Item } from './table.ts';

/** Text longer than this (UTF-8 bytes) is kept compressed: an item holds 400 KB. */
const PLAIN_BYTES = 100_000;

/** Most that a compressed text may unfold to. */
const UNFOLDED_BYTES = 64 * 1024 * 1024;

/** A text attribute: `<name>` as it is, or `<name>Z` as gzip where it is long. */
export function textAttribute(name: string, text: string): Item {
  if (Buffer.byteLength(text) <= PLAIN_BYTES) return { [name]: { S: text } };
  return { [`${name}Z`]: { B: gzipSync(text) } };
}

/** Reads what {@link textAttribute} wrote, the same text again. */
export function readTextAttribute(item: Item, name: string): string {
  const plain = item[name]?.S;
  if (plain !== undefined) return plain;
  const folded = item[`${name}Z`]?.B;
  if (folded === undefined) throw unreadable(name);
  return gunzipSync(folded, { maxOutputLength: UNFOLDED_BYTES }).toString('utf8');
}

/** A text attribute that must be there. */
export function readText(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw unreadable(name);
  return value;
}

/** A whole number that must be there. */
export function readNumber(item: Item, name: string): number {
  const value = Number(item[name]?.N);
  if (!Number.isSafeInteger(value)) throw unreadable(name);
  return value;
}

function unreadable(name: string): ForewarnError {
  return new ForewarnError('integrity', `An item of the table lacks its ${name}.`, {
    fix: 'Was the table written to by something else? Run `forewarn history verify`.',
  });
}
