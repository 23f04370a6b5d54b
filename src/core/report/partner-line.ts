import type { Coverage, Verdict } from '../drift/finding.ts';
import { NEXT_STEP } from '../drift/triangulate.ts';
import { worst } from '../drift/verdict.ts';
import { NEXT_STEPS } from '../exchange/failure-steps.ts';
import { type Change, environmentKey, type PartnerState, type StepOwner } from '../ledger/types.ts';
import { touchOf } from '../lifecycle/cells.ts';
import { dateOfChange } from '../lifecycle/change-date.ts';
import { releasable } from '../lifecycle/sendable.ts';
import { type Paint, VERDICT_MARKS } from './paint.ts';
import { lengthWords } from './sight/words.ts';
import { VERDICT_WORDS } from './words.ts';

/** A partner in one line: how it stands, how old that is, how much was seen, what comes next, and whose step it is. */
export interface PartnerLine {
  /** The worst of its environments. */
  verdict: Verdict;
  /** ISO time of the last look; of several environments, of the one that was looked at longest ago. Null: not on record. */
  lookedAt: string | null;
  ageMs: number | null;
  /** Of the last look at each environment, together; null where it is not on record. */
  coverage: Pick<Coverage, 'used' | 'exercised'> | null;
  /** ISO day of the next date that is known, today included. */
  next: string | null;
  /** Whose step something is: references of changes, or why something cannot be seen. */
  waitsFor: { ours: string[]; theirs: string[] };
}

/** A look as run data has it. */
interface Look {
  environment: string | null;
  /** ISO */
  at: string;
  coverage?: Coverage;
}

/**
 * How a partner stands, from its fold and run data.
 *
 * @param runs newest first, or in any order. @param now ISO
 */
export function partnerLine(state: PartnerState, runs: readonly Look[], now: string): PartnerLine {
  const latest = new Map<string, Look>();
  for (const run of runs) {
    const key = environmentKey(run.environment);
    const known = latest.get(key);
    if (state.environments[key] && (!known || known.at < run.at)) latest.set(key, run);
  }
  const looks = [...latest.values()];
  const lookedAt = looks.map(({ at }) => at).toSorted()[0] ?? null;
  const verdicts = Object.values(state.environments).map(({ verdict }) => verdict ?? 'not-verified');
  return {
    verdict: verdicts.length > 0 ? worst(verdicts) : 'not-verified',
    lookedAt,
    ageMs: lookedAt === null ? null : Math.max(0, Date.parse(now) - Date.parse(lookedAt)),
    coverage: coverageOf(looks),
    next: nextDate(state, now.slice(0, 10)),
    waitsFor: waitsFor(state),
  };
}

function coverageOf(looks: readonly Look[]): PartnerLine['coverage'] {
  const known = looks.flatMap(({ coverage }) => coverage ?? []);
  if (known.length === 0) return null;
  const sum = (of: 'used' | 'exercised') => known.reduce((all, one) => all + one[of], 0);
  return { used: sum('used'), exercised: sum('exercised') };
}

function openChanges({ changes }: PartnerState): Change[] {
  return Object.values(changes)
    .filter(({ closedAt }) => closedAt === null)
    .toSorted((a, b) => a.number - b.number);
}

/** What of a change touches us and has not ended. */
function factsOf({ drifts }: Change, state: PartnerState) {
  return drifts
    .flatMap((key) => Object.values(state.drifts[key]?.environments ?? {}))
    .filter((life) => life.state === 'confirmed' && touchOf(life.facts) !== 'none')
    .map(({ facts }) => facts);
}

function nextDate(state: PartnerState, today: string): string | null {
  const coming = Object.values(state.environments).flatMap((one) => Object.values(one.coming ?? {}));
  const dates = [
    ...coming.map(({ on }) => on),
    ...openChanges(state).map((one) => dateOfChange(one, factsOf(one, state))?.on ?? null),
  ];
  return (
    dates.flatMap((on) => (on !== null && on.slice(0, 10) >= today ? on.slice(0, 10) : [])).toSorted()[0] ??
    null
  );
}

/** A change that waits for a release is our step, whoever has the one after it. */
function waitsFor(state: PartnerState): PartnerLine['waitsFor'] {
  const held = new Set(releasable(state));
  const waits = { ours: new Set<string>(), theirs: new Set<string>() };
  for (const change of openChanges(state)) {
    if (held.has(change.ref)) {
      waits.ours.add(`${change.ref} to release`);
      continue;
    }
    for (const { cell } of factsOf(change, state)) {
      const [whose] = NEXT_STEP[cell].split(':');
      if (whose === 'ours' || whose === 'both') waits.ours.add(change.ref);
      if (whose === 'theirs' || whose === 'both') waits.theirs.add(change.ref);
    }
  }
  for (const { blind, unseen } of Object.values(state.environments)) {
    for (const one of [...(blind ? [blind] : []), ...Object.values(unseen ?? {})]) {
      const whose: StepOwner = NEXT_STEPS[one.class].whose;
      if (whose !== 'nobody') waits[whose].add(one.class);
    }
  }
  return { ours: [...waits.ours], theirs: [...waits.theirs] };
}

/** A line for each partner; names in one column. */
export function renderPartnerLines(
  lines: readonly { partner: string; line: PartnerLine }[],
  paint: Paint,
): string {
  const width = Math.max(0, ...lines.map(({ partner }) => partner.length));
  return lines
    .map(({ partner, line }) => {
      const [mark, colour] = VERDICT_MARKS[line.verdict];
      return `${paint(colour, mark)} ${partner.padEnd(width)}  ${wordsOf(line).join('; ')}\n`;
    })
    .join('');
}

function wordsOf({ verdict, ageMs, coverage, next, waitsFor: { ours, theirs } }: PartnerLine): string[] {
  const waits = [
    ...(ours.length > 0 ? [`us (${ours.join(', ')})`] : []),
    ...(theirs.length > 0 ? [`them (${theirs.join(', ')})`] : []),
  ];
  return [
    VERDICT_WORDS[verdict],
    ageMs === null ? 'no look on record' : `looked at ${lengthWords(ageMs)} ago`,
    ...(coverage ? [`${coverage.exercised} of ${coverage.used} used seen`] : []),
    next === null ? 'no date ahead' : `next date ${next}`,
    `waits for ${waits.length > 0 ? waits.join(' and ') : 'nobody'}`,
  ];
}
