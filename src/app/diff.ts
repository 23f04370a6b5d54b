import type { FailOn } from '../core/agreement/types.ts';
import type { Difference, Witness } from '../core/drift/difference.ts';
import { isAtOrAbove } from '../core/drift/exit.ts';
import { fingerprint } from '../core/drift/fingerprint.ts';
import type { Sha256 } from '../core/hash.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { DiffPolicy } from '../core/openapi/diff/policy.ts';
import type { Prover } from '../core/openapi/diff/proof.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { judgePolicy, type PolicyJudge } from '../core/policy/judge-policy.ts';
import type { IgnoreEntry, PolicyNote, SeverityRule } from '../core/policy/types.ts';
import type { Report, ReportFinding } from '../core/report/types.ts';
import type { Weight } from '../core/usage/effect.ts';
import { becameUnknown, notCompared } from './not-compared.ts';
import { findingMaker } from './report-finding.ts';

/** Two documents to compare, and how to judge what differs. */
export interface DiffInput {
  baseline: ApiDocument;
  observed: ApiDocument;
  failOn: FailOn;
  sha256: Sha256;
  /** What a difference does to us; absent where nobody told what we use. */
  effectOf?: (difference: Difference) => Weight;
  /** An answer that shows what a difference breaks for us; asked where no value shows it for the world. */
  showToUs?: (difference: Difference) => Witness | null;
  /** Keys of the operations that we use: told in full. */
  used?: ReadonlySet<string>;
  /** What is asked beyond the wire: notice days, stability, versions. */
  policy?: DiffPolicy;
  /** Levels that are not the catalogue's; where several fit, the last one counts. */
  severity?: readonly SeverityRule[];
  ignore?: readonly IgnoreEntry[];
  /** Shows claims about values by a value; without it they are undecided. */
  prove?: Prover;
  /** Leaves it for later, until a finding is asked for it, how warnings are known. Not with `effectOf` or `settle`. */
  proveBreakingOnly?: boolean;
  /** Tells what is for information at one place alone. Not with `effectOf`, `severity` or `ignore`, which look at each. */
  infoOnce?: boolean;
  /** The last word on a difference before it is weighed: makes its witness whole, or takes it back. */
  settle?: (difference: Difference) => Difference;
  /** ISO day: for entries of `ignore` that expire, and sunsets that have come. Without it, none has and all have. */
  today?: string;
}

/** What was found, and what of the policy did nothing. `exit` is 1 where something not ignored is at or above
 * `failOn`, else 3 where the observed document broke off a part that the baseline describes. */
export interface DiffOutcome {
  report: Report;
  exit: 0 | 1 | 3;
  notes: PolicyNote[];
}

const UNKNOWN: Weight = { effect: 'unknown', usageGrade: 'unknown', affects: [] };

/** Compares two documents and reports what differs (`forewarn.report/1`). */
export function diffReport(input: DiffInput): DiffOutcome {
  const { baseline, observed, used, policy, prove, today } = input;
  const options = {
    ...(today && { today }),
    ...(used && { used }),
    ...(policy && { policy }),
    ...(prove && { prove }),
    ...(input.proveBreakingOnly && { proveBreakingOnly: true }),
    ...(input.infoOnce && { infoOnce: true }),
  };
  const judge = judgePolicy({
    severity: input.severity ?? [],
    ignore: input.ignore ?? [],
    today: today ?? null,
  });
  const make = findingMaker(input.sha256);
  const findings: ReportFinding[] = [];
  for (const difference of diffDocuments(baseline, observed, options)) {
    const finding = reportFinding(difference, judge, input, make);
    if (finding) findings.push(finding);
  }
  const open = findings.filter((finding) => !finding.suppressed);
  const failing = open.some((finding) => isAtOrAbove(finding, input.failOn));
  return {
    report: {
      schema: 'forewarn.report/1',
      command: 'diff',
      verdict: failing ? 'drifts' : 'agrees',
      summary: summaryOf(open),
      checks: [],
      findings,
      coming: [],
      notVerified: notCompared(baseline, observed),
    },
    exit: failing ? 1 : becameUnknown(baseline, observed) ? 3 : 0,
    notes: judge.notes(),
  };
}

/** Counts what is not ignored. */
export function summaryOf(open: readonly ReportFinding[]): Report['summary'] {
  const summary = { breaking: 0, warning: 0, info: 0, breaks: 0 };
  for (const { severity, effect } of open) {
    summary[severity]++;
    if (effect === 'breaks') summary.breaks++;
  }
  return summary;
}

/** Null where the rule is switched off. */
function reportFinding(
  found: Difference,
  judge: PolicyJudge,
  input: DiffInput,
  make: ReturnType<typeof findingMaker>,
): ReportFinding | null {
  const difference = input.settle?.(found) ?? found;
  const severity = judge.severityOf(difference);
  if (severity === 'none') return null;
  const suppressed =
    input.ignore !== undefined &&
    input.ignore.length > 0 &&
    judge.isIgnored(difference, fingerprint(difference, input.sha256));
  const weight = input.effectOf?.(difference) ?? UNKNOWN;
  const isShown = weight.effect === 'breaks' && !difference.witness;
  const shown = isShown ? (input.showToUs?.(difference) ?? null) : null;
  return make(difference, { ...weight, severity, shown, suppressed });
}
