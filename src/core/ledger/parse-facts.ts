import { z } from 'zod';
import { FACETS } from '../drift/facet.ts';
import { FAILURE_CLASSES } from '../exchange/types.ts';
import type { Json } from '../json.ts';
import type { DriftFacts } from './types.ts';

/** A SHA-256 as 64 lower-case hex digits. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** An id as 32 lower-case hex digits. */
export const id = z.string().regex(/^[0-9a-f]{32}$/);
/** ISO 8601 UTC with milliseconds. */
export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
export const environment = z.string().nullable();
export const failureClass = z.enum(FAILURE_CLASSES);
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
]);
const source = z.enum(['documents', 'live', 'pacts', 'headers']);
const sourceVerdict = z.enum(['agrees', 'changing', 'drifts', 'not-verified', 'not-configured']);
export const sources = z.record(source, sourceVerdict);
const level = z.enum(['breaking', 'warning', 'info']);
const json: z.ZodType<Json> = z.json();

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
      known: z.enum(['sunset header', 'deprecation header', 'document', 'agreement', 'sandbox']),
    })
    .optional(),
});
