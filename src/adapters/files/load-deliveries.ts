import { readFileSync } from 'node:fs';
import { nearest } from '../../core/agreement/nearest.ts';
import type { Agreement } from '../../core/agreement/types.ts';
import { type ReadDelivery, readDelivery } from '../../core/delivery/read-delivery.ts';
import type { Delivery } from '../../core/delivery/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import { isDeeperThan, type Json } from '../../core/json.ts';
import { jsonFaultLine } from './json-fault.ts';
import { filesOf } from './matching-files.ts';

/** Of one file, in characters. */
const LARGEST = 4_000_000;
const DEEPEST = 100;
/** Files that are read: the last by name, where names begin with the time. */
const MOST_FILES = 500;
const FIX =
  'write `{ "at": "2026-11-02T08:30:00Z", "message": "...", "headers": {}, "body": {} }`, or a list of them';

/**
 * What one side sent the other, as recorded in files beside the agreement: one delivery or a list of them in each.
 *
 * @param patterns of the files, absolute: the agreement's `deliveries`, or `ours.deliveries` for what we sent.
 * @param senders the environments that a delivery may name; left out, any.
 * @throws ForewarnError `input` with the file, the place and the fix where one is none.
 */
export function loadDeliveries(
  agreement: Agreement,
  patterns: readonly string[],
  senders?: readonly string[],
): Delivery[] {
  const files = new Set(patterns.flatMap((pattern) => filesOf(agreement, pattern)));
  return [...files]
    .sort()
    .slice(-MOST_FILES)
    .flatMap((file) => loadFile(file, senders));
}

function loadFile(file: string, senders?: readonly string[]): Delivery[] {
  const refuse = (problem: string, line?: number): never => {
    const place = line === undefined ? { file } : { file, line };
    throw new ForewarnError('input', `this recorded delivery cannot be read: ${problem}`, {
      place,
      fix: FIX,
    });
  };
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    return refuse('the file cannot be opened');
  }
  if (source.length > LARGEST) return refuse(`it is larger than ${LARGEST / 1_000_000} MB`);
  let raw: Json;
  try {
    raw = JSON.parse(source) as Json;
  } catch {
    return refuse('it is not JSON', jsonFaultLine(source));
  }
  if (isDeeperThan(raw, DEEPEST)) return refuse(`it is nested deeper than ${DEEPEST}`);
  const list = Array.isArray(raw) ? raw : [raw];
  return list.map((one, at) => {
    const read = fromKnown(readDelivery(one), senders);
    if (read.ok) return read.delivery;
    return refuse(Array.isArray(raw) ? `number ${at + 1}: ${read.problem}` : read.problem);
  });
}

/** One that names no environment that is looked at would never count, and nobody would know why. */
function fromKnown(read: ReadDelivery, senders?: readonly string[]): ReadDelivery {
  const sender = read.ok ? read.delivery.environment : null;
  if (sender === null || !senders || senders.includes(sender)) return read;
  const near = nearest(sender, senders);
  const meant = near ? `; did you mean ${near}?` : '';
  return { ok: false, problem: `\`environment\` must be one of ${senders.join(', ')}${meant}` };
}
