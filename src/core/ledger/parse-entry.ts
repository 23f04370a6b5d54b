import { z } from 'zod';
import { ForewarnError } from '../errors.ts';
import { STATUS_WORDS } from '../status-page/types.ts';
import * as part from './parse-facts.ts';
import type { SealedEntry } from './seal.ts';
import type { EntryBody, NoticeDue, Transition } from './types.ts';

const environment = part.environment;
const from = { vantage: part.vantage.optional() };
const attempt = { outcome: z.enum(['sent', 'failed']), sha256: part.hash, detail: z.string().nullable() };

/** A notice that is due, as stored. */
export const noticeDue: z.ZodType<NoticeDue> = z.strictObject({
  id: part.id,
  change: z.string().nullable(),
  occurrence: z.int().positive(),
  side: part.side,
  step: part.step,
  contact: part.hash,
  n: z.int().positive(),
  environment,
  held: z.boolean(),
  operations: z.array(z.string()).optional(),
  ahead: z.strictObject({ on: z.iso.date(), days: z.int().positive() }).optional(),
  subject: z.string().optional(),
  ...from,
  passages: z.array(part.id).optional(),
});

const keyed = { environment, driftKey: part.id };
const drifting = { environment, drift: part.facts };

const transition: z.ZodType<Transition> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('verdict'),
    environment,
    from: part.verdict.nullable(),
    to: part.verdict,
    sources: part.sources,
  }),
  z.strictObject({ type: z.literal('published'), environment, from: z.string().nullable(), to: z.string() }),
  z.strictObject({ type: z.literal('suspected'), ...drifting, ...from }),
  z.strictObject({ type: z.literal('seen-again'), ...keyed, looks: z.int() }),
  z.strictObject({
    type: z.literal('confirmed'),
    ...drifting,
    change: z.string(),
    looks: z.int(),
    ...from,
  }),
  z.strictObject({ type: z.literal('moved'), ...keyed, drift: part.facts }),
  z.strictObject({ type: z.literal('resolved'), ...keyed }),
  z.strictObject({ type: z.literal('retracted'), ...keyed }),
  z.strictObject({ type: z.literal('standing'), ...drifting }),
  z.strictObject({
    type: z.literal('change-opened'),
    change: z.string(),
    because: z.enum(['document', 'look']),
    document: z.string().nullable(),
    cell: part.cell,
    others: z.int(),
  }),
  z.strictObject({ type: z.literal('change-closed'), change: z.string(), how: part.changeEnd }),
  z.strictObject({
    type: z.literal('reopened'),
    change: z.string(),
    occurrence: z.int().positive(),
    document: z.string().nullable(),
    cell: part.cell,
  }),
  z.strictObject({ type: z.literal('accepted'), ...keyed, by: part.actor }),
  z.strictObject({ type: z.literal('answered'), change: z.string(), ...part.answer }),
  z.strictObject({ type: z.literal('claim-checked'), change: z.string(), holds: z.boolean() }),
  z.strictObject({
    type: z.literal('blind'),
    environment,
    class: part.failureClass,
    since: part.instant,
    told: z.boolean(),
    owners: part.owners.optional(),
    ...from,
  }),
  z.strictObject({ type: z.literal('sight'), environment, ...from }),
  z.strictObject({
    type: z.literal('unseen'),
    environment,
    operation: z.string(),
    class: part.failureClass,
    since: part.instant,
    told: z.boolean(),
  }),
  z.strictObject({ type: z.literal('seen'), environment, operation: z.string() }),
  z.strictObject({
    type: z.literal('coming'),
    environment,
    subject: z.string(),
    on: part.day.nullable(),
    known: part.knownBy,
  }),
  z.strictObject({ type: z.literal('not-coming'), environment, subject: z.string() }),
  z.strictObject({
    type: z.literal('heard'),
    feed: part.feed,
    known: z.array(part.id).optional(),
    passages: z.array(z.strictObject(part.passage)),
  }),
  z.strictObject({ type: z.literal('heard-read'), passages: z.array(part.id) }),
  z.strictObject({ type: z.literal('released'), change: z.string(), notices: z.array(part.id) }),
  z.strictObject({
    type: z.literal('kept-back'),
    change: z.string(),
    until: part.day,
    why: z.string(),
  }),
  z.strictObject({
    type: z.literal('dropped'),
    change: z.string(),
    notices: z.array(part.id),
    why: z.string(),
  }),
  z.strictObject({ type: z.literal('attempted'), notice: part.id, ...attempt }),
  z.strictObject({
    type: z.literal('erased'),
    what: z.enum(['payload', 'contact']),
    commitment: part.hash,
    why: z.string(),
  }),
  z.strictObject({
    type: z.literal('day'),
    timeline: z.array(
      z.strictObject({
        environment,
        verdict: part.verdict,
        from: part.instant,
        to: part.instant,
        n: z.int().positive(),
      }),
    ),
    pages: z
      .array(
        z.strictObject({
          state: z.enum(STATUS_WORDS),
          from: part.instant,
          to: part.instant,
          n: z.int().positive(),
        }),
      )
      .optional(),
  }),
]);

/** An entry's body, as stored. */
export const entryBody: z.ZodType<EntryBody> = z.strictObject({
  v: z.literal(1),
  partner: z.string(),
  seq: z.int().positive(),
  prev: part.hash,
  at: part.instant,
  look: part.id.nullable(),
  clock: z.enum(['real', 'simulated']),
  by: part.actor,
  tool: z.strictObject({ version: z.string(), rules: z.string() }),
  agreement: z.string().nullable(),
  transitions: z.array(transition),
  notices: z.array(noticeDue),
  evidence: z.array(
    z.strictObject({
      kind: z.enum(['exchanges', 'differences', 'documents', 'notice', 'answer']),
      sha256: part.hash,
    }),
  ),
});

/**
 * Reads a stored entry's body; nothing that comes back from storage is taken on trust.
 *
 * @throws ForewarnError `integrity` for a body that is no entry of a format this version knows.
 */
export function parseEntry(stored: SealedEntry): EntryBody {
  const read = entryBody.safeParse(readJson(stored.body));
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.map(String).join('.') || 'the whole';
  throw new ForewarnError('integrity', `Ledger entry ${stored.seq} cannot be read (at ${place}).`, {
    fix: 'Run `forewarn history verify`. An entry written by a newer Forewarn needs that version.',
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
