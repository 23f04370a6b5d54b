import { z } from 'zod';
import { KNOWN_BY, SAYS } from '../coming/types.ts';
import { FACETS } from '../drift/facet.ts';
import { RELATIONS } from '../exchange/link-header.ts';
import { FAILURE_CLASSES } from '../exchange/types.ts';
import type { Json } from '../json.ts';
import type { DriftFacts } from './types.ts';
import { VANTAGE } from './vantage.ts';

/** A SHA-256 as 64 lower-case hex digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An id as 32 lower-case hex digits. */
export const id = z.string().regex(/^[0-9a-f]{32}$/);
/** ISO 8601 UTC with milliseconds. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
/** ISO day in UTC. */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A hash of a feed's address, as 16 lower-case hex digits. */
export const feed = z.string().regex(/^[0-9a-f]{16}$/);
/** The fields of a feed's passage. */
export const passage = {
  id,
  day: day.nullable(),
  names: z.array(z.string()),
  used: z.boolean(),
  until: day.nullable(),
  stated: z.array(z.strictObject({ what: z.string(), change: z.enum(['removed', 'deprecated']), on: day })),
};
export const environment = z.string().nullable();
export const vantage = z.string().regex(VANTAGE);
export const failureClass = z.enum(FAILURE_CLASSES);
export const owners = z.array(z.enum(['ours', 'theirs', 'nobody']));
export const side = z.enum(['ours', 'theirs']);
export const step = z.enum([
  'announce',
  'shipped',
  'resolved',
  'retracted',
  'blind',
  'sight',
  'summary',
  'accepted',
  'reopened',
  'still-there',
  'answered',
  'reminder',
  'escalated',
  'digest',
]);
export const actor = z.strictObject({
  kind: z.enum(['schedule', 'person', 'partner', 'ci']),
  id: z.string(),
});
export const changeEnd = z.enum(['resolved', 'retracted', 'accepted']);
/** The fields of an answer, without when it came. */
export const answer = {
  kind: z.enum(['acknowledged', 'planned', 'disputed', 'fixed', 'accepted']),
  side,
  by: actor,
  on: z.iso.date().nullable(),
  text: hash.nullable(),
};
export const verdict = z.enum(['agrees', 'changing', 'drifts', 'not-verified']);
export const cell = z.enum([
  'unseen',
  'agree',
  'undocumented-change',
  'live-change',
  'announced',
  'shipped',
  'rolling-out',
  'diverged',
  'baseline-behind',
  'ahead-of-partner',
  'documents-behind',
  'expectation-wrong',
  'ours-to-mend',
  'ours-undocumented',
]);
const source = z.enum(['documents', 'live', 'pacts', 'headers']);
const sourceVerdict = z.enum(['agrees', 'changing', 'drifts', 'not-verified', 'not-configured']);
export const sources = z.record(source, sourceVerdict);
const level = z.enum(['breaking', 'warning', 'info']);
const json: z.ZodType<Json> = z.json();

export const knownBy = z.enum(KNOWN_BY);

/** What the ledger keeps of a difference, checked on its way back from storage. */
export const facts: z.ZodType<DriftFacts> = z.strictObject({
  driftKey: id,
  fingerprint: id,
  rule: z.string(),
  level,
  severity: level,
  effect: z.enum(['breaks', 'may-break', 'loosens', 'none', 'unknown']),
  usageGrade: z.enum(['pact', 'recorded', 'declared', 'mentioned', 'unknown']),
  direction: z.enum(['request', 'response', 'none']),
  subject: z.string(),
  facet: z.enum(FACETS),
  args: z.record(z.string(), json),
  operation: z
    .strictObject({
      method: z.string(),
      path: z.string(),
      operationId: z.string().optional(),
      summary: z.string().optional(),
    })
    .nullable(),
  source,
  cell,
  stage: z.enum(['everywhere', 'ahead', 'behind', 'one-sided', 'nowhere-yet']),
  partial: z.boolean(),
  inForce: z.boolean(),
  affects: z.array(
    z.strictObject({
      pact: z.string().nullable(),
      interaction: z.string().nullable(),
      journeys: z.array(z.string()),
    }),
  ),
  coming: z
    .strictObject({
      on: z.string().nullable(),
      known: knownBy,
      said: z.array(z.strictObject({ known: knownBy, says: z.enum(SAYS), on: day })).optional(),
      links: z.array(z.strictObject({ relation: z.enum(RELATIONS), target: z.string() })).optional(),
    })
    .optional(),
});
