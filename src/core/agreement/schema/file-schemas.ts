import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { plan } from '../plan-schema.ts';
import { journeys } from '../read-journeys.ts';
import { cleanup, recipe } from '../read-states.ts';
import { text } from '../values.ts';
import { agreement, shared } from '../written.ts';
import { AGREEMENT, SHARED } from './agreement-words.ts';
import { describeKeys, type Words } from './describe.ts';
import { JOURNEYS } from './journey-words.ts';
import { PLAN } from './plan-words.ts';
import { STATES } from './state-words.ts';

/** A file of ours that a JSON Schema describes. */
export interface DescribedFile {
  /** As the schema is asked for. */
  name: string;
  /** Where such files are. */
  path: string;
  title: string;
  written: z.ZodType;
  words: Words;
}

/** Under `cleanup` stands what undoes interactions; or a recipe, and then it is a state of that name. */
const states = z
  .object({
    cleanup: z.union([z.record(text, z.union([z.literal('none'), cleanup])), recipe]).optional(),
  })
  .catchall(recipe);

/** All files that people write, in the order in which they are met. */
export const DESCRIBED_FILES: readonly DescribedFile[] = [
  {
    name: 'agreement',
    path: 'contracts/PARTNER/agreement.yaml',
    title: 'Forewarn: the agreement with a partner',
    written: agreement,
    words: AGREEMENT,
  },
  {
    name: 'forewarn',
    path: 'contracts/forewarn.yaml',
    title: 'Forewarn: what all agreements share',
    written: shared,
    words: SHARED,
  },
  {
    name: 'journeys',
    path: 'contracts/journeys.yaml',
    title: 'Forewarn: journeys of customers and of staff',
    written: journeys,
    words: JOURNEYS,
  },
  {
    name: 'states',
    path: 'contracts/PARTNER/states.yaml',
    title: 'Forewarn: how provider states are had',
    written: states,
    words: STATES,
  },
  {
    name: 'plan',
    path: 'contracts/PARTNER/plan.yaml',
    title: 'Forewarn: what an emulated partner does, and when',
    written: plan,
    words: PLAN,
  },
];

/**
 * The JSON Schema (draft 2020-12) of a file as it is written, made of the schema that reads it, so that an editor
 * says what the reader would. What hangs on other files, or on two values at once, only the reader says.
 */
export function schemaOf({ written, title, words }: DescribedFile): JsonObject {
  const made = z.toJSONSchema(written, { io: 'input', target: 'draft-2020-12' }) as JsonObject;
  const { $schema, ...rest } = describeKeys(made, words);
  return { ...($schema === undefined ? {} : { $schema }), title, ...rest };
}
