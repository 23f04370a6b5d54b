import type { Difference, OperationName, Witness } from '../drift/difference.ts';
import type {
  Coming,
  Coverage,
  Finding,
  NotVerified,
  SourceName,
  SourceVerdict,
  Verdict,
} from '../drift/finding.ts';
import type { JsonObject } from '../json.ts';

/** One check in a report. */
export interface ReportCheck {
  partner: string;
  environment: string | null;
  verdict: Verdict;
  at: string;
  sources: Record<SourceName, SourceVerdict>;
  coverage: Coverage;
}

/** One finding in a report: the promised format (`forewarn.report/1`). In `diff` the check-only keys are absent. */
export interface ReportFinding {
  partner?: string;
  environment?: string | null;
  source?: SourceName;
  rule: string;
  level: Difference['level'];
  severity: Difference['level'];
  effect: Finding['effect'];
  usageGrade: Finding['usageGrade'];
  cell?: Finding['cell'];
  stage?: Finding['stage'];
  proof: Difference['proof'];
  direction: Difference['direction'];
  subject: string;
  operation: OperationName | null;
  pointer: Difference['pointer'];
  args: JsonObject;
  message: string;
  witness: Witness | null;
  affects: Finding['affects'];
  driftKey?: string;
  fingerprint: string;
  change?: string | null;
  /** `check` only: suspected, confirmed or standing. */
  state?: 'suspected' | 'confirmed' | 'standing';
  /** Named by the agreement's `ignore` or `accepted`. */
  suppressed?: boolean;
  inForce?: boolean;
  /** The same change in a shared schema is reached at this many more places or more, which are not listed. */
  alsoAt?: number;
  /** Beside `alsoAt`: every operation that it reaches. Printed in rows. */
  reaches?: Difference['reaches'];
}

/** An operation that a row reaches. */
export interface RowOperation {
  /** Null: the API as a whole. */
  operation: OperationName | null;
  /** `GET /orders/{}`. */
  key: string;
  effect: Finding['effect'];
  /** Where in the operation, as subjects; none where only the operation is known. */
  subjects: string[];
}

/**
 * One change, however many operations it reaches: findings of one rule about the same two places of the documents.
 * What people read is made of rows.
 */
export interface ReportRow {
  partner?: string;
  environment?: string | null;
  source?: SourceName;
  rule: string;
  level: Difference['level'];
  severity: Difference['level'];
  /** The worst of all operations. */
  effect: Finding['effect'];
  usageGrade: Finding['usageGrade'];
  cell?: Finding['cell'];
  stage?: Finding['stage'];
  proof: Difference['proof'];
  direction: Difference['direction'];
  pointer: Difference['pointer'];
  args: JsonObject;
  message: string;
  witness: Witness | null;
  /** Worst effect first, then in the order of the findings. */
  operations: RowOperation[];
  /** Of every finding in it. */
  fingerprints: string[];
  affects: Finding['affects'];
  change?: string | null;
  state?: ReportFinding['state'];
  suppressed?: boolean;
  inForce?: boolean;
  /** It is reached at this many more places or more, which are not listed. */
  alsoAt?: number;
}

/** What is known when everything is looked at; `--format json` prints a {@link PrintedReport}. */
export interface Report {
  schema: 'forewarn.report/1';
  command: 'check' | 'diff';
  verdict: Verdict;
  summary: { breaking: number; warning: number; info: number; breaks: number };
  checks: ReportCheck[];
  findings: ReportFinding[];
  coming: Coming[];
  notVerified: NotVerified[];
}

/** What `--format json` prints (`forewarn.report/1`). */
export interface PrintedReport extends Report {
  /** The findings once more, one for each change. */
  rows: ReportRow[];
}
