import type { FailOn } from '../agreement/types.ts';
import type { Level } from './difference.ts';
import type { Coming, Finding, Verdict } from './finding.ts';
import type { LivedFinding } from './verdict.ts';

/** What the exit code of `check` follows from. */
export interface ExitInput {
  verdicts: Verdict[];
  findings: (LivedFinding & { firstConfirmed: boolean })[];
  coming: Coming[];
  failOn: FailOn;
  /** True with a state folder: then only what was first confirmed in this run fails. */
  onlyNew: boolean;
}

/** A journey, as far as the exit code follows from it. */
export interface JourneyExit {
  verdict: 'ok' | 'suffering' | 'not-verified';
  firstConfirmed: boolean;
}

/** 1: a journey suffers, whatever is asked for but `none`; 3: one could not be walked to its end; 0 otherwise. */
export function journeysExit(
  journeys: readonly JourneyExit[],
  { failOn, onlyNew }: Pick<ExitInput, 'failOn' | 'onlyNew'>,
): 0 | 1 | 3 {
  const counts = (one: JourneyExit) => one.verdict === 'suffering' && (one.firstConfirmed || !onlyNew);
  if (failOn !== 'none' && journeys.some(counts)) return 1;
  return journeys.some(({ verdict }) => verdict === 'not-verified') ? 3 : 0;
}

const RANK = { info: 0, warning: 1, breaking: 2 } as const satisfies Record<Level, number>;

/** 1: a change in force at or above `failOn`, or a late one; 3: something was not verified; 0 otherwise. */
export function checkExit(input: ExitInput): 0 | 1 | 3 {
  const failing = input.findings.some(
    (finding) =>
      finding.state === 'confirmed' &&
      !finding.suppressed &&
      finding.inForce &&
      (finding.firstConfirmed || !input.onlyNew) &&
      isAtOrAbove(finding, input.failOn),
  );
  const late = input.failOn !== 'none' && input.coming.some((one) => one.late);
  if (failing || late) return 1;
  return input.verdicts.includes('not-verified') ? 3 : 0;
}

/** By effect where usage is known and by level where it is not; `level:` asks for the severity alone. */
export function isAtOrAbove(
  finding: Pick<Finding, 'effect' | 'level' | 'severity'>,
  failOn: FailOn,
): boolean {
  if (failOn === 'none') return false;
  if (failOn.startsWith('level:')) {
    return RANK[finding.severity] >= RANK[failOn.slice('level:'.length) as Level];
  }
  if (finding.effect === 'unknown') return finding.level === 'breaking';
  if (finding.effect === 'breaks') return true;
  return failOn === 'may-break' && finding.effect === 'may-break';
}
