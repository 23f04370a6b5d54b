import type { SourceName, SourceVerdict } from '../drift/finding.ts';
import { environmentState } from '../ledger/apply-transition.ts';
import type { PartnerState, Transition } from '../ledger/types.ts';
import type { Look } from './types.ts';

/**
 * Whether this look's environment can be seen: blindness begins, has lasted longer than `maxAgeMs` and is
 * told once, or ends.
 */
export function blindness(
  state: PartnerState,
  look: Look,
  sources: Record<SourceName, SourceVerdict>,
  maxAgeMs: number,
): { transition: Extract<Transition, { type: 'blind' | 'sight' }> | null; tell: 'blind' | 'sight' | null } {
  const { blind } = environmentState(state, look.environment);
  const { environment } = look;
  const unseen = Object.values(sources).includes('not-verified');
  if (!unseen) {
    if (!blind) return { transition: null, tell: null };
    return { transition: { type: 'sight', environment }, tell: blind.told ? 'sight' : null };
  }
  const since = blind?.since ?? look.at;
  const lasting = Date.parse(look.at) - Date.parse(since) > maxAgeMs;
  if (blind && (blind.told || !lasting)) return { transition: null, tell: null };
  const kind = blind?.class ?? look.notVerified[0]?.class ?? 'deadline';
  const transition = { type: 'blind', environment, class: kind, since, told: lasting } as const;
  return { transition, tell: lasting ? 'blind' : null };
}
