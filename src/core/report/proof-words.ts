import { findRule } from '../openapi/diff/rules/rules.ts';
import type { ReportRow } from './types.ts';

/** What accepts or refuses a value, for people. */
export const DOCUMENT_WORDS = {
  baseline: 'what was agreed',
  observed: 'what is there now',
  pact: 'our pact',
} as const;

/** How a row is known, in a sentence or two without a witness's own words. */
export function proofWords(row: Pick<ReportRow, 'proof' | 'rule' | 'direction'>): string {
  switch (row.proof) {
    case 'witness':
      return 'Shown by a value, on which an independent judge of both documents agrees.';
    case 'structural':
      return 'Both documents say so by themselves; there is no value to be tried.';
    case 'policy':
      return 'A rule about promises and dates, not about values.';
    case 'undecided':
      return `Not decided: no value was found that one document takes and the other refuses${whyHard(row.rule)}.`;
    default:
      return row.proof satisfies never;
  }
}

/** What would have to be so for a change to break us. */
export function breaksIf({ direction, effect }: Pick<ReportRow, 'direction' | 'effect'>): string {
  if (effect === 'breaks') return 'It breaks us: what we use is concerned.';
  if (effect === 'none') return 'It would break us if we used this part; we do not.';
  if (direction === 'request') return 'It breaks us if we send what only the old document takes.';
  if (direction === 'response')
    return 'It breaks us if we get what only the new document allows and read it as before.';
  return 'It breaks us if we call as before.';
}

function whyHard(rule: string): string {
  const facet = findRule(rule)?.facet;
  return (facet && HARD[facet]) ?? '';
}

const IN_PART = ', and what a part of a choice or condition refuses, the whole may take';
const THEN = 'then';

const HARD: Partial<Record<string, string>> = {
  pattern: ', and two patterns cannot be compared but by trying texts',
  format: ', for many readers do not check formats',
  schema: ', and the keyword that changed can be compared in no other way',
  not: ', and what must not hold can be compared in no other way',
  'one-of': IN_PART,
  'any-of': IN_PART,
  if: IN_PART,
  [THEN]: IN_PART,
  else: IN_PART,
  contains: IN_PART,
};
