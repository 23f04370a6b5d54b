import fc from 'fast-check';
import type { Cell, Finding, SourceName } from '../../../src/core/drift/finding.ts';
import type { Look } from '../../../src/core/lifecycle/types.ts';
import { aFinding, aLook, anOutage, keyOf } from './look-fixture.ts';

/** What is true of one property at the partner, in one environment. */
export interface Truth {
  /** The published document has moved. */
  moved: boolean;
  live: 'old' | 'new' | 'other';
}

/** One step of a random history: the partner changes something, or somebody of us does. */
export type Step =
  | { do: 'look'; environment: string; days: number; sight: Sight; truths: Truth[] }
  | { do: 'deliver'; fails: boolean }
  | { do: 'release' };

/** What a look can see. */
export interface Sight {
  document: boolean;
  live: boolean;
}

/** The properties of the test's API; the last two touch nothing that we use, or nobody knows. */
export const PROPERTIES = ['amount', 'status', 'created', 'note', 'extra'] as const;

const OF: Record<(typeof PROPERTIES)[number], Partial<Finding>> = {
  amount: { effect: 'breaks' },
  status: { effect: 'may-break', operation: { method: 'POST', path: '/charges' } },
  created: { effect: 'breaks', operation: { method: 'GET', path: '/payouts' } },
  note: { effect: 'none', level: 'info', severity: 'info', affects: [] },
  extra: { effect: 'unknown', usageGrade: 'unknown', affects: [] },
};

const truth: fc.Arbitrary<Truth> = fc.record({
  moved: fc.boolean(),
  live: fc.constantFrom('old' as const, 'old' as const, 'new' as const, 'other' as const),
});

const look: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('look' as const),
  environment: fc.constantFrom('sandbox', 'production'),
  days: fc.integer({ min: 1, max: 4 }),
  sight: fc.record({ document: mostly(), live: mostly() }),
  truths: fc.array(truth, { minLength: PROPERTIES.length, maxLength: PROPERTIES.length }),
});

/** Random histories of a partner. */
export const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: look },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('deliver' as const), fails: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant({ do: 'release' as const }) },
  ),
  { minLength: 1, maxLength: 14 },
);

function mostly(): fc.Arbitrary<boolean> {
  return fc.constantFrom(true, true, true, false);
}

/** The look that a check would bring home from that world, judged as `assess` judges. */
export function lookAt(step: Extract<Step, { do: 'look' }>, day: number): Look {
  const { environment, sight, truths } = step;
  const findings = PROPERTIES.flatMap((name, index) => {
    const finding = seen(name, truths[index] as Truth, sight);
    return finding ? [finding] : [];
  });
  const present = new Set(findings.map((one) => one.driftKey));
  const version = truths.map((one) => Number(one.moved)).join('');
  const unseen = anOutage(day, { environment }).notVerified.filter((one) => !sees(sight, one.source));
  return aLook(day, findings, {
    environment,
    judged: (key, source) => present.has(key) || sees(sight, source),
    notVerified: unseen,
    published: sight.document ? `version ${version}` : null,
    ...(sight.live
      ? {}
      : { coverage: { used: 2, exercised: 0, skipped: { mode: 0, budget: 0, doNotCall: 0 } } }),
  });
}

function sees(sight: Sight, source: SourceName): boolean {
  return source === 'documents' || source === 'pacts' ? sight.document : sight.live;
}

function seen(name: (typeof PROPERTIES)[number], { moved, live }: Truth, sight: Sight): Finding | null {
  const shows = sight.live ? live : 'unseen';
  if (sight.document && moved) {
    const cell: Cell = shows === 'new' ? 'shipped' : shows === 'other' ? 'diverged' : 'announced';
    return aFinding(name, { ...OF[name], source: 'documents', cell });
  }
  if (shows === 'unseen' || shows === 'old') return null;
  return aFinding(name, {
    ...OF[name],
    source: 'live',
    cell: sight.document ? 'undocumented-change' : 'live-change',
  });
}

export const KEYS: Record<string, (typeof PROPERTIES)[number]> = Object.fromEntries(
  PROPERTIES.map((name) => [keyOf(name), name]),
);
