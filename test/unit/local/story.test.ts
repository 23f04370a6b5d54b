import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../src/core/agreement/types.ts';
import type { EntryBody, NoticeDue, Transition } from '../../../src/core/ledger/types.ts';
import { MORE_STEPS, missingSteps, STORY_STEPS, stepsOf, stepsWith } from '../../../src/local/story/steps.ts';

const entry = (transitions: unknown[], notices: Partial<NoticeDue>[] = []): EntryBody =>
  ({ transitions: transitions as Transition[], notices: notices as NoticeDue[] }) as EntryBody;

const WHOLE: EntryBody[] = [
  entry([{ type: 'verdict', environment: 'sandbox', from: null, to: 'agrees' }]),
  entry([{ type: 'published', environment: 'sandbox', from: 'a', to: 'b' }]),
  entry([{ type: 'suspected', environment: 'sandbox', drift: { driftKey: 'k' } }]),
  entry(
    [
      { type: 'change-opened', others: 3 },
      { type: 'confirmed', environment: 'sandbox', drift: { driftKey: 'k' } },
    ],
    [
      { id: 'n1', side: 'ours', step: 'announce', held: false },
      { id: 'n2', side: 'theirs', step: 'announce', held: true },
      { id: 'n3', side: 'ours', step: 'shipped', held: false },
    ],
  ),
  entry([{ type: 'attempted', notice: 'n1', outcome: 'sent' }]),
  entry([{ type: 'released', change: 'ORDERS-1', notices: ['n2'] }]),
  entry([{ type: 'confirmed', environment: 'production', drift: { driftKey: 'k' } }]),
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

const by = (partner: string, at: string, transitions: unknown[], notices: Partial<NoticeDue>[] = []) =>
  ({ ...entry(transitions, notices), partner, at: `${at}T06:00:00.000Z` }) as EntryBody;

const AGREEMENT = {
  partner: 'orders',
  migrationDays: 14,
  changeFreeze: [],
  ours: null,
} as unknown as Agreement;

describe('what the story shows beside the next version', () => {
  const suspected = { type: 'suspected', environment: 'production', drift: { driftKey: 'k1' } };
  const gone = { type: 'retracted', environment: 'production', driftKey: 'k1' };
  const blind = (kind: string, told: boolean) => ({
    type: 'blind',
    environment: 'production',
    class: kind,
    told,
  });
  const sight = { type: 'sight', environment: 'production' };
  const coming = (on: string) => ({ type: 'coming', environment: 'production', subject: 's', on });

  it.each([
    ['noise that stays quiet', [by('orders', '2026-11-02', [suspected]), by('orders', '2026-11-03', [gone])]],
    ['an outage that is no change', [by('orders', '2026-11-02', [blind('server-error', false), sight])]],
    ['a refused credential, told to ours', [by('orders', '2026-11-02', [blind('credentials', true)])]],
    ['an announcement in time', [by('orders', '2026-11-02', [coming('2027-05-31')])]],
    ['a late announcement', [by('orders', '2026-11-02', [coming('2026-11-15')])]],
    ['both directions', [by('orders', '2026-11-02', [{ type: 'verdict', environment: 'ours:staging' }])]],
    [
      'a change that is taken back',
      [
        by('orders', '2026-11-02', [], [{ id: 'n1', side: 'ours', step: 'resolved' }]),
        by('orders', '2026-11-02', [{ type: 'attempted', notice: 'n1', outcome: 'sent' }]),
      ],
    ],
  ] as const)('shows %s', (step, entries) => {
    expect(MORE_STEPS.filter((one) => stepsOf(entries, [AGREEMENT]).has(one))).toEqual([step]);
  });

  it.each([
    ['an outage that was told', [blind('reset', false), blind('reset', true), sight]],
    ['a credential that was taken again in time', [blind('credentials', false), sight]],
    ['an outage that goes on', [blind('connect', false)]],
    [
      'what goes after it was confirmed',
      [suspected, { type: 'confirmed', environment: 'production', drift: { driftKey: 'k1' } }, gone],
    ],
  ])('does not take %s for it', (_what, transitions) => {
    const seen = stepsOf([by('orders', '2026-11-02', transitions)], [AGREEMENT]);
    expect(MORE_STEPS.filter((one) => seen.has(one))).toEqual([]);
  });

  it('is asked for where plans and agreements give rise to it', () => {
    expect(stepsWith([AGREEMENT], new Set())).toEqual(STORY_STEPS);
    expect(stepsWith([AGREEMENT], new Set(['outage']))).toEqual([
      ...STORY_STEPS,
      'an outage that is no change',
    ]);
    const both = { ...AGREEMENT, ours: { openapi: 'o.yaml', deliveries: [], environments: [] } };
    expect(stepsWith([both], new Set(['outage', 'drift', 'credentials', 'headers']))).toEqual([
      ...STORY_STEPS,
      ...MORE_STEPS,
    ]);
  });
});
