import { daysBetween } from '../../drift/calendar.ts';
import { isOfOurApi } from '../../drift/triangulate.ts';
import type { NoticeDue } from '../../ledger/types.ts';
import { concernsPartner } from '../../lifecycle/cells.ts';
import { operationWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import type { SectionInput } from './notice-sections.ts';

/** A notice's subject line and first sentence: what has happened, for that side. */
export function noticeHeadline(input: SectionInput): { subject: string; opening: string } {
  const { change, due, agreement } = input;
  const about = aboutWords(input);
  const ofOurs = isOfOurApi(input.facts.cell);
  const opening = (ofOurs ? OPENINGS_OF_OURS : OPENINGS)[due.side](input);
  const name = due.side === 'ours' ? agreement.name : agreement.we;
  const subjects = (ofOurs ? SUBJECTS_OF_OURS : SUBJECTS)[due.side];
  return {
    subject: plainText(`[${change.ref}] ${name}: ${subjects[due.step] ?? 'note'}${about}`, 140),
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
    accepted: 'taken over as agreed',
    reopened: 'a change is back',
    'still-there': 'still there',
    reminder: 'a date comes near',
    escalated: 'a change waits for an answer of ours',
    answered: 'they have answered',
  },
  theirs: {
    announce: 'a difference from what we agreed',
    shipped: 'a difference from what we agreed',
    resolved: 'as agreed again',
    retracted: 'our note is taken back',
    accepted: 'taken over as agreed',
    reopened: 'a difference is back',
    'still-there': 'a difference is still there',
    answered: 'our answer',
  },
};

/** Of our own API, which the partner uses; to the partner, of what we sent alone. */
const SUBJECTS_OF_OURS: typeof SUBJECTS = {
  ours: {
    announce: 'our API does not fit their pact',
    shipped: 'our API does not fit their pact',
    resolved: 'our API fits their pact again',
    retracted: 'taken back',
    accepted: 'taken over as agreed',
    reopened: 'our API does not fit their pact again',
    'still-there': 'our API does not fit their pact yet',
    escalated: 'our API does not fit their pact, and nobody has answered',
  },
  theirs: {
    ...SUBJECTS.theirs,
    announce: 'what we send you does not fit your pact',
    shipped: 'what we send you does not fit your pact',
    resolved: 'what we send you fits your pact again',
    reopened: 'what we send you does not fit your pact again',
    'still-there': 'what we send you does not fit your pact yet',
  },
};

const OPENINGS = { ours: openingForUs, theirs: openingForThem };
const OPENINGS_OF_OURS = { ours: openingOfOurs, theirs: openingOfOursForThem };

/** The operations concerned, the first by name. */
function aboutWords({ facts }: SectionInput): string {
  const names = [...new Set(facts.drifts.map(operationWords))];
  if (names.length === 0) return '';
  return `: ${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`;
}

function openingForUs({ agreement, facts, due, change, at, toldBefore }: SectionInput): string {
  const { name } = agreement;
  const { ref } = change;
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
      return `${ref} is over: ${name} is as agreed again.`;
    case 'accepted':
      return `${ref} is over: our side has taken it over as what is agreed with ${name}.`;
    case 'reopened':
      return `${ref} is back: what had gone at ${name} is ${facts.hurts ? 'there' : 'announced'} again.`;
    case 'still-there':
      return `${ref} was said to be fixed; a later look still sees it at ${name}.`;
    case 'reminder':
      return `${ref} takes effect on ${due.ahead?.on ?? 'a day that is near'}, ${daysAhead(at, due)}.`;
    case 'escalated':
      return `${ref} of ${name} ${facts.hurts ? 'is there' : 'is coming'}, and nobody on our side has answered it yet.${toldBefore ? aloneWords(agreement) : ''}`;
    case 'answered':
      return `${name} has answered ${ref}.`;
    default:
      return `${ref} is taken back: it did not come to pass.`;
  }
}

/** That an only contact is asked twice, and why. */
function aloneWords({ contacts }: SectionInput['agreement']): string {
  return contacts.ours.length === 1
    ? ' The agreement names no other contact of ours, so this goes to you once more.'
    : '';
}

function daysAhead(at: string, { ahead }: NoticeDue): string {
  const left = ahead ? daysBetween(at, ahead.on) : 0;
  return left === 1 ? 'tomorrow' : left < 1 ? 'today' : `in ${left} days`;
}

function openingOfOurs({ agreement, due, change, facts }: SectionInput): string {
  const { name, contacts } = agreement;
  if (due.step === 'resolved') return `${change.ref} is over: our API gives ${name} what its pact needs.`;
  if (due.step === 'retracted') return `${change.ref} is taken back: it did not come to pass.`;
  if (due.step === 'accepted') return `${change.ref} is over: our side has taken it over as what is agreed.`;
  if (due.step === 'answered') return `${name} has answered ${change.ref}.`;
  if (!facts.drifts.some(concernsPartner) || contacts.theirs.length === 0)
    return `${name} uses our API, and its pact with us does not fit it. Nothing was sent to ${name}.`;
  const hears = contacts.theirsSend === 'auto' ? 'is told so' : 'is told so once you release it';
  return `${name} reads what we send, and its pact with us does not fit that. It may have lost messages, and ${hears}.`;
}

function openingOfOursForThem(input: SectionInput): string {
  const { agreement, due, change } = input;
  const { we } = agreement;
  switch (due.step) {
    case 'announce':
    case 'shipped':
      return `${we} has sent you messages that do not fit your pact. You may not have been able to read them.`;
    case 'resolved':
      return `What ${we} wrote to you as ${change.ref} is over: what ${we} sends you fits your pact again.`;
    case 'still-there':
      return `What ${we} wrote to you as ${change.ref} is still there.`;
    default:
      return openingForThem(input);
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
    case 'accepted':
      return `What ${we} wrote to you as ${change.ref} is over: we take it over as what is agreed.`;
    case 'answered':
      return `${we} has answered ${change.ref}, of which we wrote to you.`;
    case 'reopened':
      return `What ${we} wrote to you as ${change.ref}, and then as over, is there again.`;
    case 'still-there':
      return `Thank you for your answer to ${change.ref}. A later look of ${we} still sees the difference.`;
    default:
      return facts.hurts
        ? `${we} uses your API and sees a difference from what was agreed.`
        : `${we} uses your API and reads that something we use is to change.`;
  }
}
