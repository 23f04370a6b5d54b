import type { Json } from '../json.ts';
import type { ReportRow } from './types.ts';
import { valueText } from './value-text.ts';

/** What stood there and what stands there now, in a few words; null where that says no more than the sentence. */
export function beforeAfter({
  args,
  pointer,
  rule,
}: Pick<ReportRow, 'args' | 'pointer' | 'rule'>): { before: string; after: string } | null {
  const { from, to, value } = args;
  if (from !== undefined && to !== undefined) return { before: valueWords(from), after: valueWords(to) };
  if (from !== undefined) return { before: valueWords(from), after: 'no limit or rule' };
  if (to !== undefined) return { before: 'no limit or rule', after: valueWords(to) };
  if (value !== undefined && /-(added|removed|deleted)$/.test(rule)) {
    const added = rule.endsWith('-added');
    return added
      ? { before: 'not in the list', after: valueWords(value) }
      : { before: valueWords(value), after: 'not in the list' };
  }
  const state = STATES.find(([end]) => rule.endsWith(end));
  if (state) return { before: state[1], after: state[2] };
  if (pointer.baseline !== null && pointer.observed === null) return { before: 'there', after: 'gone' };
  if (pointer.baseline === null && pointer.observed !== null) return { before: 'not there', after: 'new' };
  return null;
}

/** Ends of ids that say what it was and is. */
const STATES = [
  ['-became-not-nullable', 'may be null', 'never null'],
  ['-became-nullable', 'never null', 'may be null'],
  ['-became-required', 'may be left out', 'must be there'],
  ['-became-optional', 'must be there', 'may be left out'],
] as const;

function valueWords(value: Json): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.map(valueWords).join(', ');
  return typeof value === 'string' ? value : valueText(value, 120);
}
