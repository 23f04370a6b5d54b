import type { AssessInput } from '../drift/assess/types.ts';
import type { Difference } from '../drift/difference.ts';
import { isSuppressed } from '../drift/severity.ts';
import { parseSubject, type Subject } from '../drift/subject.ts';
import type { DriftFacts } from '../ledger/types.ts';

type On = Pick<AssessInput, 'agreement' | 'now'>;

/** True if the agreement's `ignore` or `accepted` names this difference as the ledger keeps it. */
export function exceptionFor(facts: DriftFacts, change: string | null, on: On): boolean {
  const subject = parseSubject(facts.subject);
  return subject !== null && isExcepted({ ...facts, subject }, facts.fingerprint, change, on);
}

/** True if the agreement's `ignore` or `accepted` names a place, of which no difference is known. */
export function exceptionAt(subject: Subject, operation: Difference['operation'], on: On): boolean {
  return isExcepted({ rule: '', subject, operation }, '', null, on);
}

function isExcepted(
  of: Pick<Difference, 'rule' | 'subject' | 'operation'>,
  fingerprint: string,
  change: string | null,
  { agreement, now }: On,
): boolean {
  const exceptions = [...agreement.policy.ignore, ...agreement.policy.accepted];
  return isSuppressed(of as Difference, { fingerprint, change }, exceptions, now);
}
