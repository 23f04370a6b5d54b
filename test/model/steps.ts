import fc from 'fast-check';
import type { AnswerKind, Side } from '../../src/core/ledger/types.ts';
import { PROPERTIES, type Sight, type Truth } from '../unit/lifecycle/world.ts';

/** How a process ends in the middle of a step: before its put, or after it and before anything else. */
export type Crash = 'before put' | 'after put' | null;

/** One look at an environment of the partner as it is then. */
export interface LookStep {
  do: 'look';
  environment: 'sandbox' | 'production';
  hours: number;
  sight: Sight;
  truths: Truth[];
  crash: Crash;
}

/** One step of a random life. */
export type ModelStep =
  | LookStep
  | { do: 'both'; first: LookStep; second: LookStep }
  | { do: 'sweep'; hours: number; fails: boolean[]; crash: Crash; rival: boolean }
  | { do: 'answer'; kind: AnswerKind; side: Side; days: number; change: number }
  | { do: 'release'; twice: boolean }
  | { do: 'adopt' }
  | { do: 'clock'; days: number };

const crash: fc.Arbitrary<Crash> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('before put' as const, 'after put' as const) },
);

const mostly = fc.constantFrom(true, true, true, true, false);

/** What is true of the partner; most properties are as agreed most of the time, so that things come and go. */
const truth: fc.Arbitrary<Truth> = fc.record({
  moved: fc.constantFrom(false, false, true),
  live: fc.constantFrom('old' as const, 'old' as const, 'old' as const, 'new' as const, 'other' as const),
});

const look: fc.Arbitrary<LookStep> = fc.record({
  do: fc.constant('look' as const),
  environment: fc.constantFrom('sandbox' as const, 'production' as const),
  hours: fc.integer({ min: 1, max: 80 }),
  sight: fc.record({ document: mostly, live: mostly }),
  truths: fc.array(truth, { minLength: PROPERTIES.length, maxLength: PROPERTIES.length }),
  crash,
});

const answer: fc.Arbitrary<ModelStep> = fc.record({
  do: fc.constant('answer' as const),
  kind: fc.constantFrom('acknowledged', 'planned', 'disputed', 'fixed', 'fixed', 'accepted'),
  side: fc.constantFrom('ours', 'theirs'),
  days: fc.integer({ min: 1, max: 60 }),
  change: fc.nat(3),
});

const sweep: fc.Arbitrary<ModelStep> = fc.record({
  do: fc.constant('sweep' as const),
  hours: fc.integer({ min: 0, max: 200 }),
  fails: fc.array(fc.boolean(), { maxLength: 4 }),
  crash,
  rival: fc.constantFrom(false, false, false, true),
});

/** Random lives of a partner: looks, flaps, answers, releases, sweeps, crashes, conflicts, jumps of the clock. */
export const lives: fc.Arbitrary<ModelStep[]> = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: look },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('both' as const), first: look, second: look }) },
    { weight: 4, arbitrary: sweep },
    { weight: 2, arbitrary: answer },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), twice: fc.boolean() }) },
    { weight: 1, arbitrary: fc.constant({ do: 'adopt' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('clock' as const), days: fc.integer({ min: -20, max: 40 }) }),
    },
  ),
  { minLength: 3, maxLength: 20 },
);
