import type { FailOn } from '../core/agreement/types.ts';
import type { Difference, Level, Witness } from '../core/drift/difference.ts';
import { isAtOrAbove } from '../core/drift/exit.ts';
import { fingerprint } from '../core/drift/fingerprint.ts';
import { formatSubject } from '../core/drift/subject.ts';
import type { Sha256 } from '../core/hash.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { DiffPolicy } from '../core/openapi/diff/policy.ts';
import type { Prover } from '../core/openapi/diff/proof.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { judgePolicy, type PolicyJudge } from '../core/policy/judge-policy.ts';
import type { IgnoreEntry, PolicyNote, SeverityRule } from '../core/policy/types.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import type { Report, ReportFinding } from '../core/report/types.ts';
import type { Weight } from '../core/usage/effect.ts';
import { becameUnknown, notCompared } from './not-compared.ts';

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
  };
  const judge = judgePolicy({
    severity: input.severity ?? [],
    ignore: input.ignore ?? [],
    today: today ?? null,
  });
  const findings = diffDocuments(baseline, observed, options).flatMap(
    (difference) => reportFinding(difference, judge, input) ?? [],
  );
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
  const count = (severity: Level) => open.filter((finding) => finding.severity === severity).length;
  return {
    breaking: count('breaking'),
    warning: count('warning'),
    info: count('info'),
    breaks: open.filter((finding) => finding.effect === 'breaks').length,
  };
}

/**
 * Null where the rule is switched off. What is only printed (the words, the fingerprint) is made when it is asked for:
 * of ten thousands of findings a person is shown a few.
 */
function reportFinding(found: Difference, judge: PolicyJudge, input: DiffInput): ReportFinding | null {
  const difference = input.settle?.(found) ?? found;
  const severity = judge.severityOf(difference);
  if (severity === 'none') return null;
  let key: string | null = null;
  let subject: string | null = null;
  let message: string | null = null;
  const keyOf = () => {
    key ??= fingerprint(difference, input.sha256);
    return key;
  };
  const suppressed =
    input.ignore !== undefined && input.ignore.length > 0 && judge.isIgnored(difference, keyOf());
  const { effect, usageGrade, affects } = input.effectOf?.(difference) ?? UNKNOWN;
  const shown = effect === 'breaks' && !difference.witness ? (input.showToUs?.(difference) ?? null) : null;
  return {
    rule: difference.rule,
    level: difference.level,
    severity,
    effect,
    usageGrade,
    proof: shown ? 'witness' : difference.proof,
    direction: difference.direction,
    get subject() {
      subject ??= formatSubject(difference.subject);
      return subject;
    },
    operation: difference.operation,
    pointer: difference.pointer,
    args: difference.args,
    get message() {
      message ??= messageOf(difference.rule, difference.args, difference.subject);
      return message;
    },
    witness: difference.witness ?? shown,
    affects,
    get fingerprint() {
      return keyOf();
    },
    ...(difference.alsoAt !== undefined && { alsoAt: difference.alsoAt }),
    ...(difference.reaches && { reaches: difference.reaches }),
    ...(suppressed && { suppressed }),
  };
}
