import { z } from 'zod';
import { canonicalJson } from '../canonical-json.ts';
import { ForewarnError } from '../errors.ts';
import type { Json } from '../json.ts';
import { FOLD_VERSION } from './fold.ts';
import { noticeDue } from './parse-entry.ts';
import * as part from './parse-facts.ts';
import type { PartnerState } from './types.ts';

/** The format of a state that is kept. */
const STATE_FORMAT = 2;

const driftInEnvironment = z.strictObject({
  state: z.enum(['suspected', 'confirmed', 'standing', 'accepted', 'resolved', 'retracted']),
  looks: z.int(),
  since: part.instant,
  confirmedAt: part.instant.nullable(),
  inForceSince: part.instant.nullable(),
  facts: part.facts,
  cameTrue: z.literal(true).optional(),
  vantage: part.vantage.optional(),
  accepted: z.strictObject({ by: part.actor, at: part.instant }).optional(),
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
  how: part.changeEnd.nullable(),
  occurrence: z.int().positive(),
  drifts: z.array(part.id),
  others: z.int(),
  released: z.boolean(),
  answers: z
    .array(z.strictObject({ ...part.answer, at: part.instant, holds: z.boolean().optional() }))
    .optional(),
  keptBack: z.strictObject({ at: part.instant, until: part.day, why: z.string() }).optional(),
  reopened: z.strictObject({ at: part.instant, occurrence: z.int().positive() }).optional(),
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
  voidedAt: part.instant.optional(),
  dropped: z.strictObject({ at: part.instant, why: z.string() }).optional(),
});

const coming = z.strictObject({
  on: part.day.nullable(),
  known: part.knownBy,
  dates: z.array(z.strictObject({ on: part.day.nullable(), since: part.day })),
});

const unseen = { class: part.failureClass, since: part.instant, told: z.boolean() };

const environment = z.strictObject({
  verdict: part.verdict.nullable(),
  since: part.instant.nullable(),
  sources: part.sources.nullable(),
  published: z.string().nullable(),
  firstLook: part.instant.nullable(),
  blind: z.strictObject({ ...unseen, owners: part.owners.optional() }).nullable(),
  blindFrom: z.record(part.vantage, z.strictObject(unseen)).optional(),
  unseen: z.record(z.string(), z.strictObject(unseen)).optional(),
  coming: z.record(z.string(), coming).optional(),
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
  feeds: z
    .strictObject({
      first: z.record(part.feed, z.array(part.id)),
      heard: z.record(part.id, z.strictObject({ ...part.passage, feed: part.feed, at: part.day })),
      read: z.array(part.id),
    })
    .optional(),
});

const kept = z.strictObject({
  v: z.literal(STATE_FORMAT),
  fold: z.literal(FOLD_VERSION),
  state: partnerState,
});

/** A state as it is kept: canonical JSON of the state with its format and the fold that made it. */
export function stateText(state: PartnerState): string {
  return canonicalJson({ v: STATE_FORMAT, fold: FOLD_VERSION, state } as unknown as Json);
}

/**
 * Reads a state that was kept.
 *
 * @throws ForewarnError `integrity` for what is none of this format, or was folded in another way than this version does;
 * it can be made again from the ledger.
 */
export function parseState(text: string): PartnerState {
  const read = kept.safeParse(readJson(text));
  if (read.success) return read.data.state;
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
