import type { Agreement } from '../../agreement/types.ts';
import { stepWords } from '../../exchange/failure-steps.ts';
import type { FailureClass } from '../../exchange/types.ts';
import { environmentState } from '../../ledger/apply-transition.ts';
import type { NoticeDue, PartnerState } from '../../ledger/types.ts';
import { plainText } from '../plain-text.ts';
import { FAILURE_WORDS } from '../words.ts';
import { ledgerLines, type RenderedNotice, writeNotice } from './notice-layout.ts';
import { day, type Section } from './notice-sections.ts';

/** Operations beyond this are counted. */
const MOST_OPERATIONS = 20;

/** What could not be seen, since when and why, as far as it still is so. */
interface Hidden {
  operation: string | null;
  class: FailureClass;
  since: string;
}

/** Tells our side that a partner, or operations of it, could not be checked for too long, or can be again. */
export function renderSightNotice(input: {
  agreement: Agreement;
  state: PartnerState;
  due: NoticeDue;
  at: string;
}): RenderedNotice {
  const { agreement, state, due, at } = input;
  const from = due.vantage === undefined ? '' : ` from ${due.vantage}`;
  const where = `${[agreement.name, due.environment].filter((part) => part).join(' ')}${from}`;
  const unseen = due.step === 'blind';
  const hidden = unseen ? hiddenNow(state, due) : [];
  const [first] = hidden;
  const { what, others } = aboutWhat(where, due);
  const opening = unseen
    ? `${what} could not be checked for longer than agreed${others}. This says nothing about a change.`
    : `${what} can be checked again.`;
  return {
    subject: `${what}: ${unseen ? 'could not be checked' : 'can be checked again'}`,
    text: writeNotice(
      [opening, ...(unseen ? [] : listed(due.operations ?? []))],
      sectionsOf(hidden),
      ledgerLines(state),
    ),
    data: {
      schema: 'forewarn.notice/1',
      id: due.id,
      partner: agreement.partner,
      side: due.side,
      step: due.step,
      environment: due.environment,
      ...(due.operations ? { operations: due.operations } : {}),
      ...(due.vantage === undefined ? {} : { vantage: due.vantage }),
      at,
      since: first?.since ?? null,
      class: first?.class ?? null,
      ledger: { seq: state.seq, head: state.head },
    },
  };
}

function aboutWhat(where: string, { operations, vantage }: NoticeDue): { what: string; others: string } {
  if (!operations)
    return { what: where, others: vantage === undefined ? '' : ', while another place sees it' };
  const [one] = operations;
  const what =
    operations.length === 1
      ? `${where}, ${plainText(one ?? '')}`
      : `${where}, ${operations.length} operations`;
  return { what, others: ', while others answer' };
}

function hiddenNow(state: PartnerState, due: NoticeDue): Hidden[] {
  const { blindFrom = {}, unseen = {}, ...whole } = environmentState(state, due.environment);
  const blind = due.vantage === undefined ? whole.blind : blindFrom[due.vantage];
  if (!due.operations) return blind ? [{ operation: null, class: blind.class, since: blind.since }] : [];
  return due.operations.flatMap((operation) => {
    const one = Object.hasOwn(unseen, operation) ? unseen[operation] : undefined;
    return one ? { operation, class: one.class, since: one.since } : [];
  });
}

function sectionsOf(hidden: readonly Hidden[]): Section[] {
  if (hidden.length === 0) return [];
  const since = hidden.map(({ operation, class: kind, since: from }) => {
    const about = operation === null ? '' : `${plainText(operation)}: `;
    return `${about}${operation === null ? 'Since' : 'since'} ${day(from)}: ${FAILURE_WORDS[kind]}.`;
  });
  const steps = [...new Set(hidden.map((one) => sentenceOf(stepWords(one.class))))];
  return [
    { heading: 'From when, and how we know', lines: capped(since) },
    { heading: 'Whose step', lines: capped(steps) },
  ];
}

function listed(operations: readonly string[]): string[] {
  return operations.length > 1 ? capped(operations.map((one) => plainText(one))) : [];
}

function capped(lines: readonly string[]): string[] {
  const left = lines.length - MOST_OPERATIONS;
  return left > 0 ? [...lines.slice(0, MOST_OPERATIONS), `and ${left} more`] : [...lines];
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
