import { z } from 'zod';
import { slug } from '../../src/core/agreement/values.ts';
import type { CheckTick } from '../../src/core/registration/types.ts';

/** The body of a message that makes a check due. Times come out as ISO 8601 with milliseconds: looks go by them. */
const checkTick = z.strictObject({
  v: z.literal(1),
  partner: slug,
  environment: slug.nullable(),
  scheduledTime: z.iso.datetime().transform((at) => new Date(at).toISOString()),
});

/** The tick of a message; null where it is none, and never will be. */
export function readTick(body: string): CheckTick | null {
  try {
    return checkTick.safeParse(JSON.parse(body)).data ?? null;
  } catch {
    return null;
  }
}
