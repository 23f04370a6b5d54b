import type { Exception, FailOn } from '../core/agreement/types.ts';
import type { Difference, Level } from '../core/drift/difference.ts';
import { isAtOrAbove } from '../core/drift/exit.ts';
import { fingerprint } from '../core/drift/fingerprint.ts';
import { isSuppressed, severityOf } from '../core/drift/severity.ts';
import { formatSubject } from '../core/drift/subject.ts';
import type { Sha256 } from '../core/hash.ts';
import { diffDocuments } from '../core/openapi/diff/diff-documents.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { messageOf } from '../core/report/messages.ts';
import type { Report, ReportFinding } from '../core/report/types.ts';
import type { Weight } from '../core/usage/effect.ts';

/** Two documents to compare, and how to judge what differs. */
export interface DiffInput {
  baseline: ApiDocument;
  observed: ApiDocument;
  failOn: FailOn;
  sha256: Sha256;
  /** What a difference does to us; absent where nobody told what we use. */
  effectOf?: (difference: Difference) => Weight;
  /** Keys of the operations that we use: told in full. */
  used?: ReadonlySet<string>;
  /** Levels by rule that are not the catalogue's; `none` switches a rule off. */
  severity?: Record<string, Level | 'none'>;
  ignore?: readonly Exception[];
  /** ISO day: for entries of `ignore` that expire, and sunsets that have come. */
  today: string;
}

const UNKNOWN: Weight = { effect: 'unknown', usageGrade: 'unknown', affects: [] };

/**
 * Compares two documents and reports what differs (`forewarn.report/1`).
 *
 * @returns the report, and exit code 1 where something is at or above `failOn` and not ignored
 */
export function diffReport(input: DiffInput): { report: Report; exit: 0 | 1 } {
  const { baseline, observed, used, today } = input;
  const differences = diffDocuments(baseline, observed, { today, ...(used && { used }) });
  const findings = differences.flatMap((difference) => reportFinding(difference, input) ?? []);
  const open = findings.filter((finding) => !finding.suppressed);
  const failing = open.some((finding) => isAtOrAbove(finding, input.failOn));
  const count = (severity: Level) => open.filter((finding) => finding.severity === severity).length;
  return {
    report: {
      schema: 'forewarn.report/1',
      command: 'diff',
      verdict: failing ? 'drifts' : 'agrees',
      summary: {
        breaking: count('breaking'),
        warning: count('warning'),
        info: count('info'),
        breaks: open.filter((finding) => finding.effect === 'breaks').length,
      },
      checks: [],
      findings,
      coming: [],
      notVerified: [],
    },
    exit: failing ? 1 : 0,
  };
}

/** Null where the rule is switched off. */
function reportFinding(difference: Difference, input: DiffInput): ReportFinding | null {
  const severity = severityOf(difference, input.severity ?? {});
  if (severity === 'none') return null;
  const known = { fingerprint: fingerprint(difference, input.sha256), change: null };
  const suppressed = isSuppressed(difference, known, input.ignore ?? [], input.today);
  const { effect, usageGrade, affects } = input.effectOf?.(difference) ?? UNKNOWN;
  return {
    rule: difference.rule,
    level: difference.level,
    severity,
    effect,
    usageGrade,
    proof: difference.proof,
    direction: difference.direction,
    subject: formatSubject(difference.subject),
    operation: difference.operation,
    pointer: difference.pointer,
    args: difference.args,
    message: messageOf(difference.rule, difference.args, difference.subject),
    witness: difference.witness ?? null,
    affects,
    fingerprint: known.fingerprint,
    ...(difference.alsoAt !== undefined && { alsoAt: difference.alsoAt }),
    ...(suppressed && { suppressed }),
  };
}
