import { FUNCTIONS } from '../../cdk/functions.ts';
import type { Habits } from './month.ts';
import type { Scenario } from './types.ts';

/** What nobody can measure beforehand: how often partners change, and what people do about it. */
export const HABITS: Habits = { changes: 1, messages: 3, apiCalls: 300, entryBytes: 20_000 };

/** What every scenario shares. */
export const SHARED = {
  environments: 2,
  spanMs: 4 * 3_600_000,
  hangingShare: 0.01,
  hangMs: 120_000,
  seed: 20_261_122,
} as const satisfies Partial<Scenario>;

/** The scenarios of the report: so many partners, so often. */
export const PARTNERS = [10, 1000, 10_000] as const;
export const INTERVALS_MIN = [15, 60] as const;

/** Share of a core that Lambda gives a function: one at 1,769 MB (Configure Lambda function memory). */
export const CORE_MB = 1769;
export const checkShare: number = Math.min(1, FUNCTIONS['run-check'].memoryMb / CORE_MB);
export const sweepShare: number = Math.min(1, FUNCTIONS.sweep.memoryMb / CORE_MB);

/** All of it in words, for the report. */
export const ASSUMPTIONS: readonly string[] = [
  `A function of ${FUNCTIONS['run-check'].memoryMb} MB has ${Math.round(checkShare * 100)} % of a core (one core at ${CORE_MB} MB). Times are this machine's, with the processor time in them made as much longer; a core of Lambda is taken to be as fast as one here.`,
  `One partner in ${1 / SHARED.hangingShare} hangs at every look, until the look ends after ${SHARED.hangMs / 1000} s.`,
  'A process that is idle lives for 10 minutes; AWS publishes no figure. A secret is cached in it for 5.',
  `A partner makes ${HABITS.changes} change a month that is told by ${HABITS.messages} messages; people call the API or page ${HABITS.apiCalls} times a month and partner; an entry with its evidence is ${HABITS.entryBytes / 1000} kB.`,
  'The event source begins with five checks at once and adds five a second while messages wait; AWS writes this of standard queues.',
  'A month has 30 days. Free tiers, taxes, support plans and savings plans are left out.',
];
