import type { Agreement, Journey } from '../../agreement/types.ts';
import type { Factor } from '../../factors/types.ts';
import type { JsonObject } from '../../json.ts';
import type { NoticeDue, PartnerState } from '../../ledger/types.ts';
import { noticeData } from './notice-data.ts';
import { renderDigest } from './notice-digest.ts';
import { factorsData, factorsSection, noticeFactors } from './notice-factors.ts';
import { changeFacts } from './notice-facts.ts';
import { noticeHeadline } from './notice-headline.ts';
import { renderHeardReminder } from './notice-heard.ts';
import { ledgerLines, type RenderedNotice, writeNotice } from './notice-layout.ts';
import {
  answersSection,
  deadlineSection,
  isOver,
  type MessageOf,
  type SectionInput,
  stepSection,
  whatSection,
  whenSection,
  whoSection,
} from './notice-sections.ts';
import { renderSightNotice } from './notice-sight.ts';

/** What a notice is written from. */
export interface NoticeInput {
  agreement: Agreement;
  state: PartnerState;
  due: NoticeDue;
  journeys: readonly Journey[];
  messageOf: MessageOf;
}

/**
 * Writes a notice from the fold: what, from when and how we know, who feels it (our side only), whose step,
 * by when. Facts and next steps, no blame; the same state always gives the same text.
 */
export function renderNotice(input: NoticeInput): RenderedNotice {
  const { agreement, state, due } = input;
  const at = noticeTime(state, due);
  if (due.step === 'digest') return renderDigest({ agreement, state, due, at, messageOf: input.messageOf });
  const change = due.change === null ? undefined : state.changes[due.change];
  if (due.step === 'reminder' && due.subject !== undefined)
    return renderHeardReminder({ agreement, state, due, at });
  if (!change) return renderSightNotice({ agreement, state, due, at });
  const facts = changeFacts(change, { state, agreement, journeys: input.journeys, at });
  const toldBefore = Object.values(state.notices).some(
    (one) =>
      one.due.change === due.change &&
      one.due.contact === due.contact &&
      one.sentAt !== null &&
      one.due.id !== due.id,
  );
  const sections: SectionInput = {
    agreement,
    change,
    facts,
    due,
    at,
    toldBefore,
    messageOf: input.messageOf,
  };
  const { subject, opening } = noticeHeadline(sections);
  const factors = noticeFactors(sections, state);
  const parts = isOver(due)
    ? [whatSection(sections)]
    : [
        whatSection(sections),
        whenSection(sections),
        whoSection(sections),
        answersSection(sections),
        stepSection(sections),
        deadlineSection(sections),
        factorsSection(factors),
      ];
  const text = writeNotice(
    [opening],
    parts.filter((part) => part !== null),
    [
      `Reference: ${change.ref}`,
      ...ledgerLines(state),
      `Fingerprints: ${
        facts.drifts
          .slice(0, 20)
          .map((one) => one.fingerprint)
          .join(', ') || 'none'
      }`,
    ],
  );
  return { subject, text, data: { ...noticeData(sections, state), ...factorsIn(factors) } };
}

/** The key is there where something contributed. */
function factorsIn(factors: readonly Factor[]): JsonObject {
  return factors.length > 0 ? { factors: factorsData(factors) } : {};
}

/** When a notice counts as written: when it became due, or when a person released it. */
export function noticeTime(state: PartnerState, due: NoticeDue): string {
  const notice = state.notices[due.id];
  return notice?.releasedAt ?? notice?.at ?? state.at ?? '1970-01-01T00:00:00.000Z';
}
