import type { Agreement } from '../../agreement/types.ts';
import { daysBetween, isLate } from '../../drift/calendar.ts';
import { normalisePath, operationOf, parseSubject } from '../../drift/subject.ts';
import type { NoticeDue, PartnerState } from '../../ledger/types.ts';
import { plainText } from '../plain-text.ts';
import { ledgerLines, type RenderedNotice, writeNotice } from './notice-layout.ts';
import type { Section } from './notice-sections.ts';

/** Reminds our side of a day that only the partner's feed gave, and that a person of ours has read and let stand. */
export function renderHeardReminder(input: {
  agreement: Agreement;
  state: PartnerState;
  due: NoticeDue;
  at: string;
}): RenderedNotice {
  const { agreement, state, due, at } = input;
  const on = due.ahead?.on ?? at.slice(0, 10);
  const { what, at: since } = heardIn(state, due);
  const left = daysBetween(at, on);
  const days = left === 1 ? 'in 1 day' : `in ${left} days`;
  const late = isLate(at, on, agreement);
  const when = [
    `${on}, ${days}. Known from what they announced${since === null ? '' : `, read on ${since}`}.`,
    ...(late
      ? [`Our migration takes ${agreement.migrationDays} days outside of our change freeze: fewer are left.`]
      : []),
  ];
  const sections: Section[] = [
    { heading: 'What', lines: [`${what} ends.`] },
    { heading: 'From when, and how we know', lines: when },
    {
      heading: 'Whose step',
      lines: [
        'Ours: migrate, or ask them about the day.',
        `Written down for good with: forewarn coming add ${agreement.partner} --what "${what}" --change removed --on ${on}`,
      ],
    },
  ];
  return {
    subject: plainText(`${agreement.name}: a date comes near: ${what}`, 140),
    text: writeNotice(
      [`${agreement.name} announced the end of something that we use: ${on} is ${days}.`],
      sections,
      ledgerLines(state),
    ),
    data: {
      schema: 'forewarn.notice/1',
      id: due.id,
      partner: agreement.partner,
      side: due.side,
      step: due.step,
      at,
      subject: due.subject ?? null,
      on,
      known: 'feed',
      daysLeft: left,
      late,
      ledger: { seq: state.seq, head: state.head },
    },
  };
}

/** The operation as the passage's contract writes it, and the day on which it was first read; null where that is forgotten. */
function heardIn(
  { feeds }: PartnerState,
  { ahead, subject = '' }: NoticeDue,
): { what: string; at: string | null } {
  const parsed = parseSubject(subject);
  const key = parsed ? operationOf(parsed) : subject;
  const found = Object.values(feeds?.heard ?? {})
    .flatMap(({ stated, at }) => stated.map((one) => ({ ...one, at })))
    .filter(({ what, on }) => on === ahead?.on && normalisePath(what) === key)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))[0];
  return { what: plainText(found?.what ?? key, 120), at: found?.at ?? null };
}
