import type { Agreement } from '../../agreement/types.ts';
import { isLate } from '../../drift/calendar.ts';
import { parseSubject } from '../../drift/subject.ts';
import { dayAhead } from '../../feed/heard-dates.ts';
import type { HeardPassage } from '../../feed/types.ts';
import type { DriftFacts, NoticeDue, PartnerState } from '../../ledger/types.ts';
import { passagesToRead, quietChanges, standingLives } from '../../lifecycle/digest.ts';
import { touchingNow } from '../../lifecycle/touching.ts';
import { operationWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { ledgerLines, type RenderedNotice, writeNotice } from './notice-layout.ts';
import type { MessageOf, Section } from './notice-sections.ts';

/** So many lines of each part; the rest is counted. */
const LISTED = 20;

/** Tells our side, once a week, what is open and not urgent. */
export function renderDigest(input: {
  agreement: Agreement;
  state: PartnerState;
  due: NoticeDue;
  at: string;
  messageOf: MessageOf;
}): RenderedNotice {
  const { agreement, state, due, at, messageOf } = input;
  const changes = quietChanges(state);
  const standing = standingLives(state);
  const lines = changes.map((change) => {
    const [first] = touchingNow(change, state);
    const what = first
      ? differenceLine(first, messageOf)
      : `a new version of their document, ${change.others} differences`;
    return `- ${change.ref}, since ${(change.reopened?.at ?? change.openedAt).slice(0, 10)}: ${what}`;
  });
  const known = standing.map(
    ({ environment, life }) =>
      `- ${environment || 'document'}, since ${life.since.slice(0, 10)}: ${differenceLine(life.facts, messageOf)}`,
  );
  const toRead = passagesToRead(state, at);
  const adopt = `Known differences are taken over with: forewarn adopt ${agreement.partner}`;
  const sections: Section[] = [
    ...(lines.length > 0 ? [{ heading: 'Open changes that are not urgent', lines: capped(lines) }] : []),
    ...(known.length > 0 ? [{ heading: 'Known differences', lines: [...capped(known), adopt] }] : []),
    ...(toRead.length > 0 ? [toReadSection(toRead, { agreement, at })] : []),
  ];
  const counts = [
    ...(changes.length > 0 || standing.length > 0 || toRead.length === 0
      ? [
          `${counted(changes.length, 'open change')} and ${counted(standing.length, 'known difference')}, none of them urgent`,
        ]
      : []),
    ...(toRead.length > 0 ? [`${counted(toRead.length, 'passage')} to read`] : []),
  ];
  return {
    subject: plainText(
      `${agreement.name}: ${changes.length + standing.length > 0 || toRead.length === 0 ? 'what is open and not urgent' : 'what is to be read'}`,
      140,
    ),
    text: writeNotice([`${agreement.name}: ${counts.join('; ')}.`], sections, ledgerLines(state)),
    data: {
      schema: 'forewarn.notice/1',
      id: due.id,
      partner: agreement.partner,
      side: due.side,
      step: due.step,
      at,
      changes: changes.map((change) => change.ref),
      known: standing.length,
      ...(toRead.length > 0 ? { toRead: toRead.map(({ id }) => id).slice(0, LISTED) } : {}),
      ledger: { seq: state.seq, head: state.head },
    },
  };
}

/** What partners announced and a person has to read: names of the contract and days, none of their words. */
function toReadSection(
  passages: readonly HeardPassage[],
  { agreement, at }: { agreement: Agreement; at: string },
): Section {
  const lines = passages.map((one) => {
    const day = dayAhead(one, at);
    const stated = one.stated.find(({ on }) => on === day);
    const names = stated ? [stated.what] : one.names;
    const says = stated ? `${stated.change} on ${stated.on}` : day === null ? '' : `speaks of ${day}`;
    const late = day !== null && isLate(at, day, agreement) ? ', sooner than we can migrate' : '';
    return `- ${one.id.slice(0, 8)}, read on ${one.at}: ${named(names)}${says === '' ? '' : `: ${says}${late}`}`;
  });
  return {
    heading: 'To read in what they announced',
    lines: [
      ...capped(lines),
      `What holds is written down with: forewarn coming add ${agreement.partner}`,
      `What was read is ticked off with: forewarn coming read ${agreement.partner} ID`,
    ],
  };
}

function named(names: readonly string[]): string {
  return names.map((name) => plainText(name, 80)).join(', ');
}

function differenceLine(facts: DriftFacts, messageOf: MessageOf): string {
  const subject = parseSubject(facts.subject);
  const message = plainText(subject ? messageOf(facts.rule, facts.args, subject) : facts.rule, 200);
  return `${operationWords(facts)}: ${message.replace(/\.$/, '')}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function capped(lines: readonly string[]): string[] {
  const left = lines.length - LISTED;
  return left > 0 ? [...lines.slice(0, LISTED), `- and ${left} more`] : [...lines];
}
