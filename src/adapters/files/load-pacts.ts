import { readFileSync } from 'node:fs';
import type { Agreement } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isObject } from '../../core/json.ts';
import { readPact } from '../../core/pact/read-pact.ts';
import type { Pact } from '../../core/pact/types.ts';
import { jsonFaultLine } from './json-fault.ts';
import { filesOf } from './matching-files.ts';

const LARGEST = 50_000_000;
const WRITE_AGAIN = 'let your Pact library write the file again';

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
    const fix = 'see that the file is there and that you may read it, or correct `pacts` in the agreement';
    throw new ForewarnError('input', 'this pact cannot be read', { place, fix, cause });
  }
  if (source.length > LARGEST) {
    throw new ForewarnError('input', `this pact is larger than ${LARGEST / 1_000_000} MB`, {
      place,
      fix: 'split it into several pacts of the same two participants',
    });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(source);
  } catch {
    throw new ForewarnError('input', 'this pact is not JSON', {
      place: { file, line: jsonFaultLine(source) },
      fix: WRITE_AGAIN,
    });
  }
  if (!isObject(raw))
    throw new ForewarnError('input', 'this pact is not a JSON object', { place, fix: WRITE_AGAIN });
  return readPact(raw, file);
}
