import { z } from 'zod';
import type { Difference } from '../drift/difference.ts';
import { FACETS } from '../drift/facet.ts';
import type { PactFit } from './fit.ts';

const document = z.enum(['baseline', 'observed']);

const difference = z.strictObject({
  rule: z.string(),
  level: z.enum(['breaking', 'warning', 'info']),
  direction: z.enum(['request', 'response', 'none']),
  subject: z.strictObject({
    method: z.string(),
    path: z.string(),
    section: z.enum(['request', 'response', 'operation', 'security']),
    status: z.string().optional(),
    media: z.string().optional(),
    location: z.string(),
  }),
  facet: z.enum(FACETS),
  args: z.record(z.string(), z.json()),
  operation: z
    .strictObject({
      method: z.string(),
      path: z.string(),
      operationId: z.string().optional(),
      summary: z.string().optional(),
    })
    .nullable(),
  pointer: z.strictObject({ baseline: z.string().nullable(), observed: z.string().nullable() }),
  proof: z.enum(['witness', 'structural', 'policy', 'undecided']),
  witness: z
    .strictObject({
      instance: z.json(),
      at: z.string().optional(),
      acceptedBy: document,
      refusedBy: z.enum(['baseline', 'observed', 'pact']),
      because: z.string(),
    })
    .optional(),
  alsoAt: z.number().optional(),
});

/** Fits of the interactions of a pact, checked on their way back from storage. */
export const pactFits: z.ZodType<PactFit[]> = z.array(
  z.strictObject({
    pact: z.string(),
    interaction: z.string(),
    index: z.number(),
    differences: z.array(difference as z.ZodType<Difference>),
    undecided: z.boolean(),
  }),
);
