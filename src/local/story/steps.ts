import type { EntryBody } from '../../core/ledger/types.ts';

/** What the story has to show, in its order; `--exit` fails naming the first one that was not seen. */
export const STORY_STEPS = [
  'agreed',
  'the sandbox ships the next version',
  'suspected',
  'confirmed',
  'what touches us and what does not',
  'our notice',
  'the held notice',
  'released',
  'production follows',
  'what would have broken',
] as const;

export type StoryStep = (typeof STORY_STEPS)[number];

/**
 * The steps that a ledger shows. Read from the entries and not from what was printed, so that a story that
 * was cut off goes on where it was.
 */
export function stepsOf(entries: Iterable<EntryBody>): Set<StoryStep> {
  const seen = new Set<StoryStep>();
  const due = new Map<string, EntryBody['notices'][number]>();
  for (const entry of entries) {
    for (const notice of entry.notices) {
      due.set(notice.id, notice);
      if (notice.held && notice.side === 'theirs') seen.add('the held notice');
    }
    for (const transition of entry.transitions) {
      const step = stepOf(transition, due);
      if (step) seen.add(step);
    }
  }
  return seen;
}

function stepOf(
  transition: EntryBody['transitions'][number],
  due: ReadonlyMap<string, EntryBody['notices'][number]>,
): StoryStep | null {
  switch (transition.type) {
    case 'verdict':
      return transition.to === 'agrees' && transition.environment === 'sandbox' ? 'agreed' : null;
    case 'published':
      return transition.from !== null && transition.environment === 'sandbox'
        ? 'the sandbox ships the next version'
        : null;
    case 'suspected':
      return 'suspected';
    case 'confirmed':
      return transition.environment === 'production' ? 'production follows' : 'confirmed';
    case 'change-opened':
      return transition.others > 0 ? 'what touches us and what does not' : null;
    case 'released':
      return 'released';
    case 'attempted': {
      const notice = due.get(transition.notice);
      if (transition.outcome !== 'sent' || notice?.side !== 'ours') return null;
      return notice.step === 'shipped' ? 'what would have broken' : 'our notice';
    }
    default:
      return null;
  }
}

/** Steps not seen yet, in their order. */
export function missingSteps(seen: ReadonlySet<StoryStep>): StoryStep[] {
  return STORY_STEPS.filter((step) => !seen.has(step));
}
