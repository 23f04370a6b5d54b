import type { Answer, Change, PartnerState, Transition } from './types.ts';

/** Carries what was said to a change, and its coming back, into the state. */
export function applyToChange(
  next: PartnerState,
  at: string,
  step: Extract<Transition, { type: 'reopened' | 'answered' | 'claim-checked' }>,
): void {
  const change = next.changes[step.change];
  if (!change) return;
  switch (step.type) {
    case 'reopened':
      next.changes[change.ref] = reopened(change, at, step);
      voidUnsent(next, at, change.ref);
      break;
    case 'answered': {
      const { kind, side, by, on, text } = step;
      const answers = [...(change.answers ?? []), { kind, side, by, on, text, at }];
      next.changes[change.ref] = { ...change, answers };
      break;
    }
    case 'claim-checked': {
      const check = (one: Answer) => (isUnchecked(one) ? { ...one, holds: step.holds } : one);
      next.changes[change.ref] = { ...change, answers: (change.answers ?? []).map(check) };
      break;
    }
    default:
      step satisfies never;
  }
}

/** True for a claim that it is fixed that no look has confirmed or contradicted yet. */
export function isUnchecked(answer: Answer): boolean {
  return answer.kind === 'fixed' && answer.holds === undefined;
}

function reopened(change: Change, at: string, step: Extract<Transition, { type: 'reopened' }>): Change {
  const { occurrence, document, cell } = step;
  const { keptBack: _over, ...rest } = change;
  return {
    ...rest,
    closedAt: null,
    how: null,
    document,
    cell,
    occurrence,
    released: false,
    reopened: { at, occurrence },
  };
}

/** What was to be said before it came back is overtaken. */
function voidUnsent(next: PartnerState, at: string, ref: string): void {
  for (const notice of Object.values(next.notices)) {
    if (notice.due.change !== ref || notice.sentAt !== null || notice.voidedAt) continue;
    next.notices[notice.due.id] = { ...notice, voidedAt: at };
  }
}
