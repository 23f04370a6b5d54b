import { z } from 'zod';
import type { LastTurn } from './look-memory.ts';

const turns: z.ZodType<Record<string, LastTurn>> = z.record(
  z.string(),
  z.object({ verified: z.string().nullable(), held: z.boolean() }),
);

/** When what we use was last looked at, as it was kept; nothing where the text is no such record. */
export function readTurns(text: string): Record<string, LastTurn> {
  try {
    return turns.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
