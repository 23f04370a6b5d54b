import { z } from 'zod';
import type { JsonObject } from '../core/json.ts';
import type { Compensation } from './look-memory.ts';

const object = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>;

const compensation: z.ZodType<Compensation> = z.object({
  id: z.uuid(),
  partner: z.string(),
  environment: z.string(),
  state: z.string(),
  kind: z.enum(['state', 'interaction', 'journey']),
  params: object,
  begun: z.int().min(0),
  answered: z.int().min(0),
  known: object,
  undo: z.object({ teardown: z.array(object), recover: object.nullable() }),
  pending: z
    .object({
      method: z.string(),
      path: z.string(),
      query: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string().nullable(),
      capture: object,
    })
    .nullable(),
  undone: z.int().min(0),
  tries: z.int().min(0),
  at: z.iso.datetime(),
});

/** What a journal kept, or null where the text is no entry of this version. */
export function readCompensation(text: string): Compensation | null {
  try {
    return compensation.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** In the order in which they began; of two of one id the one that knows more. */
export function inOrder(entries: readonly Compensation[]): Compensation[] {
  const best = new Map<string, Compensation>();
  for (const entry of entries) {
    const other = best.get(entry.id);
    if (!other || progress(entry) > progress(other)) best.set(entry.id, entry);
  }
  return [...best.values()].sort((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1));
}

function progress({ begun, answered, undone, tries }: Compensation): number {
  return begun + answered + undone + tries;
}
