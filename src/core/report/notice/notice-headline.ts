import { operationWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import type { SectionInput } from './notice-sections.ts';

/** A notice's subject line and first sentence: what has happened, for that side. */
export function noticeHeadline(input: SectionInput): { subject: string; opening: string } {
  const { change, due, agreement } = input;
  const about = aboutWords(input);
  const opening = due.side === 'ours' ? openingForUs(input) : openingForThem(input);
  const name = due.side === 'ours' ? agreement.name : agreement.we;
  return {
    subject: plainText(`[${change.ref}] ${name}: ${SUBJECTS[due.side][due.step] ?? 'note'}${about}`, 140),
    opening,
  };
}

const SUBJECTS: Record<'ours' | 'theirs', Record<string, string>> = {
  ours: {
    announce: 'a change that touches us',
    shipped: 'the change is there',
    summary: 'a new version of their document',
    resolved: 'as agreed again',
    retracted: 'taken back',
  },
  theirs: {
    announce: 'a difference from what we agreed',
    shipped: 'a difference from what we agreed',
    resolved: 'as agreed again',
    retracted: 'our note is taken back',
  },
};

/** The operations concerned, the first by name. */
function aboutWords({ facts }: SectionInput): string {
  const names = [...new Set(facts.drifts.map(operationWords))];
  if (names.length === 0) return '';
  return `: ${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`;
}

function openingForUs({ agreement, facts, due, change }: SectionInput): string {
  const { name } = agreement;
  const where = due.environment ?? 'their document';
  switch (due.step) {
    case 'announce':
      if (!facts.hurts) return `${name} will change something that we use.`;
      if (!facts.next) return `${name} has changed something that we use.`;
      return `${name} has changed something that we use; it has not reached ${facts.next} yet.`;
    case 'shipped':
      return `What we told of ${name} as ${change.ref} is now there in ${where}.`;
    case 'summary':
      return `${name} publishes a new version of its document. What we use of it is not known.`;
    case 'resolved':
      return `${change.ref} is over: ${name} is as agreed again.`;
    default:
      return `${change.ref} is taken back: it did not come to pass.`;
  }
}

function openingForThem({ agreement, facts, due, change, toldBefore }: SectionInput): string {
  const { we } = agreement;
  if (due.step === 'shipped' && toldBefore) {
    return `What ${we} wrote to you as ${change.ref} is now there in ${due.environment ?? 'your document'}.`;
  }
  switch (due.step) {
    case 'resolved':
      return `What ${we} wrote to you as ${change.ref} is over: we see your API as agreed again. Thank you.`;
    case 'retracted':
      return `What ${we} wrote to you as ${change.ref} is taken back.`;
    default:
      return facts.hurts
        ? `${we} uses your API and sees a difference from what was agreed.`
        : `${we} uses your API and reads that something we use is to change.`;
  }
}
