import { type DiffInput, diffReport } from '../app/diff.ts';
import { wholeFinding } from '../app/report-finding.ts';
import { settleWitness } from '../app/settle-witness.ts';
import { showingToUs } from '../app/show-to-us.ts';
import type { JsonObject } from '../core/json.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { createProver } from '../core/openapi/witness/prove.ts';
import { readPact } from '../core/pact/read-pact.ts';
import type { PolicyNote } from '../core/policy/types.ts';
import { rowsOf } from '../core/report/rows.ts';
import type { Report, ReportFinding, ReportRow } from '../core/report/types.ts';
import { effectOf } from '../core/usage/effect.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import { openParsed } from './documents.ts';
import { type DiffSpecsOptions, ignoreEntries, severityRules } from './options.ts';
import { sha256 } from './sha256.ts';

/** What differs between two documents. */
export interface SpecsDiff {
  /** One for each place, in the order of the baseline's operations. */
  findings: ReportFinding[];
  /** The same, one for each change: a change in a component that many operations share is one row. */
  rows: ReportRow[];
  /** How many findings are not ignored, by severity, and how many break what is used. */
  summary: Report['summary'];
  /** What of `severity` and `ignore` has ended or fitted nothing. */
  notes: PolicyNote[];
  /** What could not be compared, because a reference leads nowhere: nothing is said of it in either direction. */
  notVerified: Report['notVerified'];
}

/**
 * Compares what was agreed with what is there now: two OpenAPI documents as parsed JSON or YAML, each of Swagger 2.0
 * or OpenAPI 3.0 to 3.2, with no reference out of itself. Pure: the documents are not changed, nothing is read or
 * fetched, and the same arguments give the same result.
 *
 * Requests are read as the provider's document says, responses as a reader who takes undocumented properties, but no
 * unknown values, types or alternatives. Documents that mean the same give no finding.
 *
 * @throws ForewarnError `input` where one is no OpenAPI document, is too large or contains itself,
 * or where a pact is none
 */
export function diffSpecs(baseline: object, observed: object, options: DiffSpecsOptions = {}): SpecsDiff {
  const before = openParsed(baseline, 'baseline');
  const after = openParsed(observed, 'observed');
  const usage = usageIn({ baseline: before, observed: after }, options.usage);
  const { report, notes } = diffReport({
    baseline: before,
    observed: after,
    failOn: 'none',
    sha256,
    severity: severityRules(options.severity),
    ignore: ignoreEntries(options.ignore),
    ...(options.today !== undefined && { today: options.today }),
    ...(options.policy && { policy: options.policy }),
    ...witnessing(before, after, options, usage.used),
    ...usage,
  });
  const { findings, summary, notVerified } = report;
  let whole: ReportFinding[] | null = null;
  return {
    get findings() {
      whole ??= findings.map(wholeFinding);
      return whole;
    },
    rows: rowsOf(findings),
    summary,
    notes,
    notVerified,
  };
}

/** Witnesses that are made whole: each costs about as much as finding it. */
const MOST_WHOLE = 20;

function witnessing(
  baseline: ApiDocument,
  observed: ApiDocument,
  options: DiffSpecsOptions,
  used: ReadonlySet<string> | undefined,
): Pick<DiffInput, 'prove' | 'settle'> {
  if (options.witness === false) return {};
  return {
    prove: createProver(baseline, observed),
    settle: settleWitness({ baseline, observed, most: MOST_WHOLE, ...(used && { used }) }),
  };
}

function usageIn(
  { baseline, observed }: { baseline: ApiDocument; observed: ApiDocument },
  usage: DiffSpecsOptions['usage'],
): Pick<DiffInput, 'effectOf' | 'showToUs' | 'used'> {
  if (!usage) return {};
  const pacts = (usage.pacts ?? []).map((pact, index) => readPact(pact as JsonObject, `pacts[${index}]`));
  const uses = (usage.uses ?? []).map((use) =>
    typeof use === 'string'
      ? { operation: use, with: {}, fields: [] }
      : { operation: use.operation, with: {}, fields: use.fields ?? [] },
  );
  const known = usageOf(baseline, pacts, uses);
  return {
    effectOf: (difference) => effectOf(difference, known),
    showToUs: showingToUs(known, { baseline, observed }),
    used: new Set(known.operations.map((operation) => operation.key)),
  };
}
