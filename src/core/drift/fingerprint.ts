import { type Sha256, shortHash } from '../hash.ts';
import type { Difference } from './difference.ts';
import { formatSubject } from './subject.ts';

/** Names one difference, the same in `diff` and `check`: 32 hex digits over subject, facet, rule and args. */
export function fingerprint(
  of: Pick<Difference, 'subject' | 'facet' | 'rule' | 'args'>,
  sha256: Sha256,
): string {
  return shortHash([formatSubject(of.subject), of.facet, of.rule, of.args], sha256);
}

/** Names one drift of a partner over time: 32 hex digits over partner, subject and facet. */
export function driftKey(partner: string, of: Pick<Difference, 'subject' | 'facet'>, sha256: Sha256): string {
  return shortHash([partner, formatSubject(of.subject), of.facet], sha256);
}
