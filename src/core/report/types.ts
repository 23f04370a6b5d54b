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
import type { MadeHere } from '../exchange/types.ts';
import type { Factor } from '../factors/types.ts';
import type { JsonObject } from '../json.ts';
import type { SeenFrom } from '../ledger/vantage.ts';
import type { Recurrence } from '../lifecycle/recurrence.ts';
import type { PageSighting } from '../status-page/types.ts';
import type { ReportJourney } from './journey-report.ts';

/** One check in a report. */
export interface ReportCheck {
  partner: string;
  environment: string | null;
  verdict: Verdict;
  at: string;
  sources: Record<SourceName, SourceVerdict>;
  coverage: Coverage;
  /** When each operation in use, the partner's document and the environment were last seen, as far as it is known. */
  lastSeen?: Record<string, string>;
  /** What it made at the partner, and what became of that; absent where it made nothing. */
  made?: MadeHere;
  /** The place that it was made from, and the last look from another one that could see; absent without `--vantage`. */
  vantage?: string;
  seenFrom?: SeenFrom;
  /** What the partner's own status page showed, where this check read it: beside the verdict, never part of it. */
  statusPage?: ReportPage;
}

/** What a status page showed at a reading, without its words: `incidents` counts those that are open. */
export interface ReportPage extends Pick<PageSighting, 'state' | 'since' | 'at'> {
  incidents: number;
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

/** A change that is not the first of its kind in a calendar year. */
export interface ReportRecurrence extends Recurrence {
  partner: string;
  change: string;
}

/** What contributed to how a change is met, for our side; mostly several, and none is a cause alone. */
export interface ReportFactors {
  partner: string;
  change: string;
  factors: Factor[];
}

/** Something in a file of ours that does nothing as it stands: to be mended by us, and never a difference of a partner's. */
export interface ReportNote {
  partner: string;
  /** From the working directory where it is below it. */
  file: string;
  line: number;
  message: string;
  next: string;
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
  /** `check` only: changes of this report that are the third removal without an announcement in a year, or more. */
  recurrences?: ReportRecurrence[];
  /** `check` only: what contributed, for each change of this report that touches what we use. */
  factors?: ReportFactors[];
  /** `check` only, where journeys were walked or people told of one. */
  journeys?: ReportJourney[];
  /** `check` only, where something in our agreements does nothing. */
  notes?: ReportNote[];
}

/** What `--format json` prints (`forewarn.report/1`). */
export interface PrintedReport extends Report {
  /** The findings once more, one for each change. */
  rows: ReportRow[];
}
