import { readFileSync } from 'node:fs';
import type { Agreement } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject } from '../../core/json.ts';
import { readPact } from '../../core/pact/read-pact.ts';
import type { Pact } from '../../core/pact/types.ts';
import { filesOf } from './matching-files.ts';

const LARGEST = 50_000_000;

/**
 * The pacts of an agreement, in file order; a file named twice is read once.
 *
 * @throws ForewarnError `input` with the file where one is no pact.
 */
export function loadPacts(agreement: Agreement): Pact[] {
  const files = new Set(agreement.pacts.flatMap((pattern) => filesOf(agreement, pattern)));
  return [...files].sort().map((file) => loadPact(file));
}

/**
 * One pact file.
 *
 * @throws ForewarnError `input`.
 */
export function loadPact(file: string): Pact {
  const place = { file };
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ForewarnError('input', 'this pact cannot be read', { place, cause });
  }
  if (source.length > LARGEST)
    throw new ForewarnError('input', `this pact is larger than ${LARGEST / 1_000_000} MB`, { place });
  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch (error) {
    throw new ForewarnError('input', 'this pact is not JSON', { place: { file, ...lineOf(error, source) } });
  }
  if (!isObject(raw)) throw new ForewarnError('input', 'this pact is not a JSON object', { place });
  return readPact(raw, file);
}

/** The parser's message names a position in the text, or its end; the message itself shows the text and stays here. */
function lineOf(error: unknown, source: string): { line?: number } {
  const message = error instanceof Error ? error.message : '';
  const at = /position (\d+)/.exec(message)?.[1];
  if (at !== undefined) return { line: source.slice(0, Number(at)).split('\n').length };
  return message.includes('end of JSON') ? { line: source.trimEnd().split('\n').length } : {};
}
