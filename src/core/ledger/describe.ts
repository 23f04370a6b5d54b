import type { DriftFacts, Transition } from './types.ts';

/** One thing that became so, as a line for people who read the ledger. */
export function describeTransition(transition: Transition): string {
  switch (transition.type) {
    case 'verdict':
      return `${place(transition)}: ${transition.from ?? 'not looked at'} -> ${transition.to}`;
    case 'published':
      return `${place(transition)}: their document is version ${transition.to.slice(0, 12)}`;
    case 'suspected':
      return `${place(transition)}: suspected: ${what(transition.drift)}`;
    case 'seen-again':
      return `${place(transition)}: seen again, ${transition.looks} looks: drift ${transition.driftKey.slice(0, 8)}`;
    case 'confirmed':
      return `${place(transition)}: confirmed in ${transition.change}: ${what(transition.drift)}`;
    case 'moved':
      return `${place(transition)}: now ${transition.drift.cell} (${transition.drift.stage}): ${what(transition.drift)}`;
    case 'resolved':
    case 'retracted':
      return `${place(transition)}: ${transition.type}: drift ${transition.driftKey.slice(0, 8)}`;
    case 'standing':
      return `${place(transition)}: known difference: ${what(transition.drift)}`;
    case 'change-opened': {
      const others =
        transition.others === 1
          ? '1 other difference touches'
          : `${transition.others} other differences touch`;
      return `${transition.change} opened (${transition.cell}); ${others} nothing we use`;
    }
    case 'change-closed':
      return `${transition.change} ${transition.how}`;
    case 'blind':
      return `${place(transition)}: could not check since ${transition.since} (${transition.class})${transition.told ? ', told' : ''}`;
    case 'sight':
      return `${place(transition)}: can be checked again`;
    case 'released':
      return `${transition.change} released: ${transition.notices.length} notices may leave`;
    case 'attempted':
      return `notice ${transition.notice.slice(0, 8)} ${transition.outcome}${transition.detail ? `: ${transition.detail}` : ''}`;
    case 'day':
      return `looks until midnight: ${transition.timeline.map((run) => `${place(run)} ${run.verdict} x${run.n}`).join(', ')}`;
    default:
      return transition satisfies never;
  }
}

function place(of: { environment: string | null }): string {
  return of.environment ?? 'documents';
}

function what(drift: DriftFacts): string {
  return `${drift.rule} at ${drift.subject} (${drift.effect})`;
}
