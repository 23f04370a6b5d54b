import type { Agreement } from '../../agreement/types.ts';
import { NEXT_STEPS } from '../../exchange/failure-steps.ts';
import { environmentState } from '../../ledger/apply-transition.ts';
import type { NoticeDue, PartnerState } from '../../ledger/types.ts';
import { FAILURE_WORDS } from '../words.ts';
import { ledgerLines, type RenderedNotice, writeNotice } from './notice-layout.ts';
import { day, type Section } from './notice-sections.ts';

/** Tells our side that a partner could not be checked for too long, or that it can be again. */
export function renderSightNotice(input: {
  agreement: Agreement;
  state: PartnerState;
  due: NoticeDue;
  at: string;
}): RenderedNotice {
  const { agreement, state, due, at } = input;
  const where = [agreement.name, due.environment].filter((part) => part).join(' ');
  const { blind } = environmentState(state, due.environment);
  const unseen = due.step === 'blind';
  const opening = unseen
    ? `${where} could not be checked for longer than agreed. This says nothing about a change.`
    : `${where} can be checked again.`;
  const sections: Section[] =
    unseen && blind
      ? [
          {
            heading: 'From when, and how we know',
            lines: [`Since ${day(blind.since)}: ${FAILURE_WORDS[blind.class]}.`],
          },
          { heading: 'Whose step', lines: [sentenceOf(NEXT_STEPS[blind.class].text)] },
        ]
      : [];
  return {
    subject: `${where}: ${unseen ? 'could not be checked' : 'can be checked again'}`,
    text: writeNotice([opening], sections, ledgerLines(state)),
    data: {
      schema: 'forewarn.notice/1',
      id: due.id,
      partner: agreement.partner,
      side: due.side,
      step: due.step,
      environment: due.environment,
      at,
      since: unseen ? (blind?.since ?? null) : null,
      class: unseen ? (blind?.class ?? null) : null,
      ledger: { seq: state.seq, head: state.head },
    },
  };
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
