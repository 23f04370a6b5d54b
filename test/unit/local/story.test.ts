import { describe, expect, it } from 'vitest';
import type { EntryBody, NoticeDue, Transition } from '../../../src/core/ledger/types.ts';
import { missingSteps, STORY_STEPS, stepsOf } from '../../../src/local/story/steps.ts';

const entry = (transitions: unknown[], notices: Partial<NoticeDue>[] = []): EntryBody =>
  ({ transitions: transitions as Transition[], notices: notices as NoticeDue[] }) as EntryBody;

const WHOLE: EntryBody[] = [
  entry([{ type: 'verdict', environment: 'sandbox', from: null, to: 'agrees' }]),
  entry([{ type: 'published', environment: 'sandbox', from: 'a', to: 'b' }]),
  entry([{ type: 'suspected', environment: 'sandbox' }]),
  entry(
    [
      { type: 'change-opened', others: 3 },
      { type: 'confirmed', environment: 'sandbox' },
    ],
    [
      { id: 'n1', side: 'ours', step: 'announce', held: false },
      { id: 'n2', side: 'theirs', step: 'announce', held: true },
      { id: 'n3', side: 'ours', step: 'shipped', held: false },
    ],
  ),
  entry([{ type: 'attempted', notice: 'n1', outcome: 'sent' }]),
  entry([{ type: 'released', change: 'ORDERS-1', notices: ['n2'] }]),
  entry([{ type: 'confirmed', environment: 'production' }]),
  entry([{ type: 'attempted', notice: 'n3', outcome: 'sent' }]),
];

describe('the steps of the story', () => {
  it('are read from the ledger', () => {
    expect(missingSteps(stepsOf(WHOLE))).toEqual([]);
    expect(missingSteps(new Set())).toEqual([...STORY_STEPS]);
  });

  it('are each missing where the ledger does not show them', () => {
    const without = (index: number) => missingSteps(stepsOf(WHOLE.filter((_, at) => at !== index)));
    expect(without(0)).toEqual(['agreed']);
    expect(without(1)).toEqual(['the sandbox ships the next version']);
    expect(without(2)).toEqual(['suspected']);
    expect(without(4)).toEqual(['our notice']);
    expect(without(5)).toEqual(['released']);
    expect(without(6)).toEqual(['production follows']);
    expect(without(7)).toEqual(['what would have broken']);
  });

  it('do not count what failed to leave', () => {
    const failed = WHOLE.with(4, entry([{ type: 'attempted', notice: 'n1', outcome: 'failed' }]));
    expect(missingSteps(stepsOf(failed))).toEqual(['our notice']);
  });
});
