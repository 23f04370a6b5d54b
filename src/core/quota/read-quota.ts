import { z } from 'zod';
import type { QuotaState } from './types.ts';

const time = z.number().nonnegative();

const quota = z.strictObject({
  next: time,
  holds: z.array(z.strictObject({ id: z.string(), at: time, until: time, turnMs: time })),
  waiting: z.array(z.strictObject({ asker: z.string(), until: time })),
  pauses: z.record(z.string(), time),
  counts: z.record(z.string().regex(/^\d+$/), z.int().nonnegative()),
}) satisfies z.ZodType<QuotaState>;

/** A quota as it was stored; null where the text is none: then nobody knows how many calls were made. */
export function readQuota(text: string): QuotaState | null {
  try {
    return quota.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
