import type { CheckOutcome } from '../../src/app/check-report.ts';
import { checkExit } from '../../src/core/drift/exit.ts';

/** The exit code of `check` for one look. */
export function exitOf({ decision, look }: CheckOutcome): number {
  const { findings, verdict } = decision;
  return checkExit({
    verdicts: [verdict],
    findings,
    coming: look.coming,
    failOn: 'may-break',
    onlyNew: false,
  });
}
