import { daysBetween, isLate } from '../calendar.ts';
import type { Coming, Finding } from '../finding.ts';
import { touchesUs } from '../verdict.ts';
import type { AssessInput } from './types.ts';

/**
 * What will change for us and when it is known to: one record per change and environment, from
 * headers, the agreement's `announced`, and documents that moved ahead of what is live.
 */
export function comingOf(input: AssessInput, findings: readonly Finding[]): Coming[] {
  const dated = [...fromFindings(input, findings), ...fromAgreement(input)];
  return dated.map((one) => ({
    ...one,
    daysLeft: one.on === null ? null : daysBetween(input.now, one.on),
    late: one.on !== null && isLate(input.now, one.on, input.agreement),
  }));
}

type Dated = Omit<Coming, 'daysLeft' | 'late'>;

function fromFindings(input: AssessInput, findings: readonly Finding[]): Dated[] {
  return findings
    .filter((finding) => finding.cell === 'announced' && !finding.suppressed && touchesUs(finding))
    .map((finding) => ({
      change: input.state.drifts[finding.driftKey]?.change ?? null,
      driftKey: finding.driftKey,
      environment: finding.environment,
      operation: finding.operation ? `${finding.operation.method} ${finding.operation.path}` : null,
      what: finding.rule,
      on: dateOf(finding),
      known: KNOWN_BY_RULE[finding.rule] ?? 'document',
    }));
}

function dateOf(finding: Finding): string | null {
  const on = finding.args.on ?? finding.args.sunset;
  return typeof on === 'string' ? on.slice(0, 10) : null;
}

const KNOWN_BY_RULE: Record<string, Coming['known']> = {
  'sunset-announced': 'sunset header',
  'deprecation-announced': 'deprecation header',
};

/** What we heard by other ways. It counts only where it names an operation that we use. */
function fromAgreement(input: AssessInput): Dated[] {
  return input.agreement.announced
    .filter((heard) => heard.on === null || heard.on.slice(0, 10) >= input.now.slice(0, 10))
    .filter((heard) => usesOperation(input, heard.what))
    .map((heard) => ({
      change: null,
      driftKey: null,
      environment: input.environment,
      operation: heard.what,
      what: heard.change,
      on: heard.on,
      known: 'agreement',
    }));
}

function usesOperation(input: AssessInput, what: string): boolean {
  return input.usage.operations.some(
    ({ key, operation }) =>
      what === operation.operationId || what === `${operation.method} ${operation.path}` || what === key,
  );
}
