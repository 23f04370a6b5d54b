import type { HeldStep } from './held-step.ts';
import type { PartnerState } from './types.ts';

/** Carries what a person decided about held notices into the state: they leave, wait until a day, or never leave. */
export function applyRelease(next: PartnerState, at: string, step: HeldStep): void {
  const change = next.changes[step.change];
  if (step.type === 'kept-back') {
    const { until, why } = step;
    if (change) next.changes[change.ref] = { ...change, keptBack: { at, until, why } };
    return;
  }
  const decided = step.type === 'released' ? { releasedAt: at } : { dropped: { at, why: step.why } };
  for (const id of step.notices) {
    const notice = next.notices[id];
    if (notice) next.notices[id] = { ...notice, ...decided };
  }
  if (!change) return;
  const { keptBack: _over, ...rest } = change;
  next.changes[change.ref] = step.type === 'released' ? { ...rest, released: true } : rest;
}
