import type { RegistrationChange } from '../core/registration/types.ts';
import type { RegistrationStore, Schedules } from './registry-ports.ts';

/** What taking a partner away needs. */
export interface UnregisterPorts {
  registrations: RegistrationStore;
  schedules: Schedules;
}

/** Which partner to take away, and in which source's name. */
export interface UnregisterInput {
  partner: string;
  source: string;
  dryRun?: boolean;
  /** True: also a partner that another source registered. */
  takeOver?: boolean;
}

/**
 * Takes a partner away: its schedules, then its record, so that the same call again ends what a crash interrupted.
 * Its history, its evidence and the files that it was checked by stay.
 *
 * @returns `removed`; `unchanged` if nobody registered it; `foreign` if another source did: nothing is done then.
 */
export async function unregisterPartner(
  ports: UnregisterPorts,
  { partner, source, dryRun = false, takeOver = false }: UnregisterInput,
): Promise<RegistrationChange> {
  const registered = await ports.registrations.read(partner);
  if (!registered) return { kind: 'unchanged', partner };
  if (registered.source !== source && !takeOver)
    return { kind: 'foreign', partner, source: registered.source };
  if (dryRun) return { kind: 'removed', partner };
  for (const { environment } of registered.schedules) await ports.schedules.remove(partner, environment);
  await ports.registrations.remove(partner);
  return { kind: 'removed', partner };
}
