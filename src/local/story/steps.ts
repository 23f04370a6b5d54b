import { isOurSide } from '../../core/agreement/our-side.ts';
import type { Agreement } from '../../core/agreement/types.ts';
import { isLate } from '../../core/drift/calendar.ts';
import type { EntryBody, NoticeDue, Transition } from '../../core/ledger/types.ts';
import type { WindowKind } from '../emulator/planned-window.ts';

/** What the story of a next version has to show, in its order; `--exit` fails naming the first one that was not seen. */
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

/** What the story has to show beside it, where a plan or an agreement gives rise to it. */
export const MORE_STEPS = [
  'noise that stays quiet',
  'an outage that is no change',
  'a refused credential, told to ours',
  'a change that is taken back',
  'an announcement in time',
  'a late announcement',
  'both directions',
] as const;

export type StoryStep = (typeof STORY_STEPS)[number] | (typeof MORE_STEPS)[number];

/** What is expected of a story with these partners. @param planned kinds of windows that their plans have. */
export function stepsWith(
  agreements: readonly Agreement[],
  planned: ReadonlySet<WindowKind>,
): readonly StoryStep[] {
  const gives: Record<(typeof MORE_STEPS)[number], boolean> = {
    'noise that stays quiet': planned.has('drift'),
    'an outage that is no change': planned.has('outage'),
    'a refused credential, told to ours': planned.has('credentials'),
    'a change that is taken back': planned.has('drift'),
    'an announcement in time': planned.has('headers'),
    'a late announcement': planned.has('headers'),
    'both directions': agreements.some(({ ours }) => ours !== null),
  };
  return [...STORY_STEPS, ...MORE_STEPS.filter((step) => gives[step])];
}

/**
 * The steps that ledgers show. Read from the entries and not from what was printed, so that a story that
 * was cut off goes on where it was.
 *
 * @param agreements tell whether the days left were enough; without them no announcement is in time or late.
 */
export function stepsOf(entries: Iterable<EntryBody>, agreements: readonly Agreement[] = []): Set<StoryStep> {
  const seen = new Set<StoryStep>();
  const due = new Map<string, NoticeDue>();
  /** Places that could not be seen for a reason of theirs, and drifts of one look, while nobody has been told. */
  const untold = new Set<string>();
  for (const { partner, at, notices, transitions } of entries) {
    for (const notice of notices) {
      due.set(notice.id, notice);
      if (notice.held && notice.side === 'theirs') seen.add('the held notice');
    }
    const agreement = agreements.find((one) => one.partner === partner);
    for (const transition of transitions) {
      const step = stepOf(transition, due);
      if (step) seen.add(step);
      const more = quietStep(transition, partner, untold);
      if (more) seen.add(more);
      if (transition.type === 'coming' && transition.on && agreement)
        seen.add(isLate(at, transition.on, agreement) ? 'a late announcement' : 'an announcement in time');
    }
  }
  return seen;
}

function stepOf(transition: Transition, due: ReadonlyMap<string, NoticeDue>): StoryStep | null {
  switch (transition.type) {
    case 'verdict':
      if (isOurSide(transition.environment)) return 'both directions';
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
    case 'blind':
      return transition.class === 'credentials' && transition.told
        ? 'a refused credential, told to ours'
        : null;
    case 'attempted':
      return transition.outcome === 'sent' ? toldStep(due.get(transition.notice)) : null;
    default:
      return null;
  }
}

function toldStep(notice: NoticeDue | undefined): StoryStep | null {
  if (notice?.side !== 'ours') return null;
  switch (notice.step) {
    case 'shipped':
      return 'what would have broken';
    case 'resolved':
    case 'retracted':
      return 'a change that is taken back';
    default:
      return 'our notice';
  }
}

const OUTAGES: readonly string[] = ['server-error', 'reset', 'connect', 'timeout', 'maintenance'];

/** What began and ended before anybody was told of it. */
function quietStep(transition: Transition, partner: string, untold: Set<string>): StoryStep | null {
  switch (transition.type) {
    case 'suspected':
      untold.add(`${partner} ${transition.environment} ${transition.drift.driftKey}`);
      return null;
    case 'confirmed':
      untold.delete(`${partner} ${transition.environment} ${transition.drift.driftKey}`);
      return null;
    case 'retracted':
      return untold.delete(`${partner} ${transition.environment} ${transition.driftKey}`)
        ? 'noise that stays quiet'
        : null;
    case 'blind':
      if (transition.told || !OUTAGES.includes(transition.class))
        untold.delete(`${partner} ${transition.environment}`);
      else untold.add(`${partner} ${transition.environment}`);
      return null;
    case 'sight':
      return untold.delete(`${partner} ${transition.environment}`) ? 'an outage that is no change' : null;
    default:
      return null;
  }
}

/** Steps not seen yet, in their order. */
export function missingSteps(
  seen: ReadonlySet<StoryStep>,
  expected: readonly StoryStep[] = STORY_STEPS,
): StoryStep[] {
  return expected.filter((step) => !seen.has(step));
}
