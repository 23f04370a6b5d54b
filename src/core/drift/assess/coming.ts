import { daysBetween, isLate } from '../calendar.ts';
import type { Coming, Finding } from '../finding.ts';
import { touchesUs } from '../verdict.ts';
import type { AssessInput } from './types.ts';

/**
 * What will change for us and when it is known to: one record per change and environment, from
 * headers, the agreement's `announced`, documents that moved ahead of what is live, and, where this look
 * saw neither, from what earlier looks knew.
 */
export function comingOf(input: AssessInput, findings: readonly Finding[]): Coming[] {
  const looked = input.observation !== null || input.published.kind !== 'none';
  const dated = [
    ...fromFindings(input, findings),
    ...(looked ? [] : fromState(input)),
    ...fromAgreement(input),
  ];
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

/** Without a look, what earlier looks knew to be coming still is. */
function fromState({ state }: AssessInput): Dated[] {
  return Object.values(state.drifts).flatMap((drift) =>
    Object.entries(drift.environments)
      .filter(([, life]) => life.state === 'confirmed' && !life.facts.inForce && touchesUs(life.facts))
      .map(([environment, { facts }]) => ({
        change: drift.change,
        driftKey: drift.driftKey,
        environment: environment || null,
        operation: facts.operation ? `${facts.operation.method} ${facts.operation.path}` : null,
        what: facts.rule,
        on: facts.coming?.on ?? null,
        known: facts.coming?.known ?? 'document',
      })),
  );
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
