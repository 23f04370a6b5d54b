import type { Agreement, Exception } from '../agreement/types.ts';
import { isOnOperation, isOnSubject } from '../policy/covers.ts';
import type { Difference, Level } from './difference.ts';
import { isPending } from './pending.ts';

/** Level after proof and policy: an undecided claim is a warning at most; the agreement's word is last. */
export function severityOf(
  difference: Difference,
  severity: Agreement['policy']['severity'],
): Level | 'none' {
  const said = severity[difference.rule];
  if (isPending(difference)) return said === 'none' ? said : 'info';
  if (said) return said;
  return difference.proof === 'undecided' && difference.level === 'breaking' ? 'warning' : difference.level;
}

/** True if an entry of `policy.ignore` or `policy.accepted` names this difference on this day (ISO). */
export function isSuppressed(
  difference: Difference,
  known: { fingerprint: string; change: string | null },
  exceptions: readonly Exception[],
  now: string,
): boolean {
  return exceptions.some((exception) => !expired(exception, now) && names(exception, difference, known));
}

function expired(exception: Exception, now: string): boolean {
  return exception.until !== null && now.slice(0, 10) > exception.until.slice(0, 10);
}

function names(
  { by }: Exception,
  difference: Difference,
  known: { fingerprint: string; change: string | null },
): boolean {
  if (by.ref !== undefined) return by.ref === known.change;
  if (by.fingerprint !== undefined) return by.fingerprint === known.fingerprint;
  if (by.rule !== undefined) return by.rule === difference.rule;
  if (by.subject !== undefined) return isOnSubject(by.subject, difference);
  return by.operation !== undefined && isOnOperation(by.operation, difference);
}
