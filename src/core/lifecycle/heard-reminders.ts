import type { Agreement } from '../agreement/types.ts';
import { daysBetween, isLate } from '../drift/calendar.ts';
import { formatSubject, normalisePath } from '../drift/subject.ts';
import { isOpen } from '../ledger/apply-drift.ts';
import { sealNotice } from '../ledger/ids.ts';
import type { NoticeDue, NoticeState, PartnerState } from '../ledger/types.ts';
import { listed } from './notices.ts';
import { REMIND_AT } from './reminders.ts';
import type { TimeContext } from './time-due.ts';
import { nextNumber } from './to-contact.ts';

/**
 * Reminders of days that only a feed gave, of what we use, once a person has read the passage and let it stand: at the same
 * thresholds as those of a change, and at once where the days left do not cover our migration. What a change has a date
 * for is that one's to remind of.
 */
export function heardRemindersDue(on: TimeContext): NoticeDue[] {
  const { state, now, agreement, sha256 } = on;
  const { at } = state; // entries never go back in time
  const today = (at !== null && at > now ? at : now).slice(0, 10);
  return acceptedDays(state).flatMap(({ subject, day, passage }) => {
    const days = thresholdAt(now, day, agreement);
    if (days === undefined) return [];
    const isOf = ({ due }: NoticeState) => due.step === 'reminder' && due.subject === subject;
    return listed('ours', { agreement, sha256 })
      .filter(({ contact }) => {
        const told = Object.values(state.notices).filter(({ due }) => due.contact === contact);
        return !told.some(
          (one) =>
            (isOf(one) && (covers(one, { on: day, days }) || one.at.startsWith(today))) ||
            (one.due.passages?.includes(passage) && thresholdAt(one.at, day, agreement) === days),
        );
      })
      .map(({ side, contact }) => {
        const n = nextNumber(
          state,
          ({ due }) => due.step === 'reminder' && due.change === null && due.contact === contact,
        );
        return { side, contact, n };
      })
      .map((to) =>
        sealNotice(
          {
            ...to,
            change: null,
            occurrence: 1,
            step: 'reminder',
            environment: null,
            held: false,
            ahead: { on: day, days },
            subject,
          },
          state.partner,
          sha256,
        ),
      );
  });
}

/** The threshold of a day that was reached last, in days before it; beyond the first, that our migration takes longer. */
function thresholdAt(at: string, day: string, agreement: Agreement): number | undefined {
  const left = daysBetween(at, day);
  const reached = left < 0 ? undefined : REMIND_AT.findLast((threshold) => left <= threshold);
  if (reached !== undefined || left < 0 || !isLate(at, day, agreement)) return reached;
  return Math.max(agreement.migrationDays ?? 0, REMIND_AT[0] + 1);
}

function covers({ due }: NoticeState, ahead: { on: string; days: number }): boolean {
  return due.ahead?.on === ahead.on && due.ahead.days <= ahead.days;
}

/** Days that a feed gave beyond doubt to what we use and that a person has let stand, each subject once. */
function acceptedDays(state: PartnerState): { subject: string; day: string; passage: string }[] {
  const coming = new Map(
    Object.values(state.environments).flatMap((one) => Object.entries(one.coming ?? {})),
  );
  const read = new Set(state.feeds?.read);
  const found = Object.values(state.feeds?.heard ?? {})
    .filter(({ id }) => read.has(id))
    .flatMap(({ id, stated }) =>
      stated.map(({ what, on }) => ({ subject: endOf(what), day: on, passage: id })),
    )
    .filter(({ subject, day }) => {
      const kept = coming.get(subject);
      return kept?.known === 'feed' && kept.on === day && !hasDate(state, subject);
    });
  return [...new Map(found.map((one) => [one.subject, one])).values()].toSorted((a, b) =>
    a.subject < b.subject ? -1 : 1,
  );
}

function endOf(what: string): string {
  const [method = '', path = ''] = what.split(' ');
  return formatSubject({ method, path: normalisePath(path), section: 'operation', location: '' });
}

/** True where a change that is open has a day for it. */
function hasDate(state: PartnerState, subject: string): boolean {
  return Object.values(state.drifts)
    .flatMap(({ environments }) => Object.values(environments))
    .some((life) => isOpen(life) && life.facts.subject === subject && life.facts.coming?.on != null);
}
