import { z } from 'zod';
import type { RegistrationChange } from '../../core/registration/types.ts';

const partner = z.string();
const paths = z.array(z.string());

const changes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), partner, files: paths }),
  z.object({ kind: z.literal('changed'), partner, added: paths, changed: paths, removed: paths }),
  z.object({ kind: z.literal('unchanged'), partner }),
  z.object({ kind: z.literal('removed'), partner }),
  z.object({ kind: z.literal('foreign'), partner, source: z.string() }),
]);

const list = z.object({
  registrations: z.array(z.object({ partner, source: z.string() })),
  next: z.string().min(1).nullable(),
});

const refusals = z.object({
  error: z.object({
    code: z.string().optional(),
    message: z.string().max(20_000),
    fix: z.string().max(2_000).nullish(),
  }),
});

/** A partner that is registered, and by whom. */
export type Registered = z.infer<typeof list>['registrations'][number];

/** What registering changed, as the API answers; null where it does not. */
export function readChange(data: unknown): RegistrationChange | null {
  return changes.safeParse(data).data ?? null;
}

/** A piece of who is registered, and after whom the next one begins; null where the API does not answer so. */
export function readList(data: unknown): { registrations: Registered[]; next: string | null } | null {
  return list.safeParse(data).data ?? null;
}

/** Why the API refuses, in its own words; null where it says nothing. */
export function readRefusal(data: unknown): { message: string; fix: string | null } | null {
  const error = refusals.safeParse(data).data?.error;
  return error ? { message: error.message, fix: error.fix ?? null } : null;
}
