import { z } from 'zod';
import { ForewarnError } from '../errors.ts';
import { noticeDue } from './parse-entry.ts';
import * as part from './parse-facts.ts';
import type { PartnerState } from './types.ts';

const driftInEnvironment = z.strictObject({
  state: z.enum(['suspected', 'confirmed', 'standing', 'resolved', 'retracted']),
  looks: z.int(),
  since: part.instant,
  confirmedAt: part.instant.nullable(),
  facts: part.facts,
});

const drift = z.strictObject({
  driftKey: part.id,
  change: z.string().nullable(),
  occurrence: z.int().positive(),
  environments: z.record(z.string(), driftInEnvironment),
});

const change = z.strictObject({
  ref: z.string(),
  number: z.int(),
  because: z.enum(['document', 'look']),
  document: z.string().nullable(),
  cell: part.cell,
  openedAt: part.instant,
  closedAt: part.instant.nullable(),
  how: z.enum(['resolved', 'retracted']).nullable(),
  occurrence: z.int().positive(),
  drifts: z.array(part.id),
  others: z.int(),
  released: z.boolean(),
});

const attempt = z.strictObject({
  at: part.instant,
  outcome: z.enum(['sent', 'failed']),
  sha256: part.hash,
  detail: z.string().nullable(),
});

const notice = z.strictObject({
  due: noticeDue,
  at: part.instant,
  releasedAt: part.instant.nullable(),
  sentAt: part.instant.nullable(),
  attempts: z.array(attempt),
});

const environment = z.strictObject({
  verdict: part.verdict.nullable(),
  since: part.instant.nullable(),
  sources: part.sources.nullable(),
  published: z.string().nullable(),
  firstLook: part.instant.nullable(),
  blind: z.strictObject({ class: part.failureClass, since: part.instant, told: z.boolean() }).nullable(),
});

const partnerState: z.ZodType<PartnerState> = z.strictObject({
  partner: z.string(),
  seq: z.int().nonnegative(),
  head: part.hash,
  at: part.instant.nullable(),
  environments: z.record(z.string(), environment),
  drifts: z.record(part.id, drift),
  changes: z.record(z.string(), change),
  notices: z.record(part.id, notice),
  looks: z.array(part.id),
});

/**
 * Reads a stored projection.
 *
 * @throws ForewarnError `integrity` for what is no projection of this version; it can be rebuilt from the ledger.
 */
export function parseState(text: string): PartnerState {
  const read = partnerState.safeParse(readJson(text));
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.map(String).join('.') || 'the whole';
  throw new ForewarnError('integrity', `A stored projection cannot be read (at ${place}).`, {
    fix: 'It is derived: rebuild it from the ledger.',
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
