import { OUR_SIDE } from '../../agreement/our-side.ts';
import type { Agreement } from '../../agreement/types.ts';
import { daysBetween } from '../../drift/calendar.ts';
import { parseSubject, type Subject } from '../../drift/subject.ts';
import { isOfOurApi } from '../../drift/triangulate.ts';
import type { JsonObject } from '../../json.ts';
import type { Answer, Change, DriftFacts, NoticeDue, Side } from '../../ledger/types.ts';
import { END_STEPS } from '../../lifecycle/threads.ts';
import { operationWords, placeWords } from '../place.ts';
import { plainText } from '../plain-text.ts';
import { effectWords } from '../words.ts';
import { clockLines } from './notice-clock.ts';
import type { ChangeDate, ChangeFacts } from './notice-facts.ts';
import { answerTold, cellTold, knownTold, recurrenceTold, stepTold } from './notice-words.ts';

/** One difference as a sentence; made from rule and arguments, never from what the partner answered. */
export type MessageOf = (rule: string, args: JsonObject, subject: Subject) => string;

/** One part of a notice: a heading and its lines. */
export interface Section {
  heading: string;
  lines: string[];
}

/** What a section is made from. */
export interface SectionInput {
  agreement: Agreement;
  change: Change;
  facts: ChangeFacts;
  due: NoticeDue;
  at: string;
  /** True if this contact was sent something about the change before. */
  toldBefore: boolean;
  messageOf: MessageOf;
}

/** So many differences are listed; the rest is counted. */
const LISTED = 20;

/** Days that a partner has to answer, counted from the notice. */
export const ANSWER_DAYS = 7;

/** What is different, or what it was. */
export function whatSection({ facts, change, due, messageOf }: SectionInput): Section {
  const ours = due.side === 'ours';
  const over = isOver(due);
  const lines = facts.drifts.slice(0, LISTED).map((one) => `- ${driftLine(one, ours && !over, messageOf)}`);
  const more = facts.drifts.length - LISTED;
  if (more > 0) lines.push(`- and ${more} more that touch ${ours ? 'us' : 'what we use'}`);
  if (change.others > 0 && ours && !over) {
    const touch =
      due.step === 'summary' ? '' : ` and touch${change.others === 1 ? 'es' : ''} nothing that we use`;
    lines.push(
      `${change.others} other ${change.others === 1 ? 'difference' : 'differences'} came with it${touch}.`,
    );
  }
  if (change.occurrence > 1 && !over) lines.push(`It was there before; this is time ${change.occurrence}.`);
  if (facts.recurrence && !over) lines.push(recurrenceTold(facts.recurrence, due.side));
  return { heading: over ? 'What it was' : 'What', lines };
}

/** True for a notice that says that something has gone. */
export function isOver(due: NoticeDue): boolean {
  return END_STEPS.has(due.step);
}

/**
 * What was answered so far, as far as a side may see it: ours all; theirs what they said themselves and, in the notice
 * that says so, the last answer of ours.
 */
export function answersFor({ change, due }: Pick<SectionInput, 'change' | 'due'>): Answer[] {
  const { answers = [] } = change;
  const last = due.step === 'answered' ? answers.findLast(({ side }) => side === 'ours') : undefined;
  return answers.filter((one) => due.side === 'ours' || one.side === 'theirs' || one === last);
}

/** What was answered so far. */
export function answersSection({ change, due }: SectionInput): Section | null {
  const answers = answersFor({ change, due });
  if (answers.length === 0) return null;
  return {
    heading: 'What was answered',
    lines: answers.slice(-LISTED).map((one) => `- ${answerTold(one, due.side)}`),
  };
}

function driftLine(drift: DriftFacts, withEffect: boolean, messageOf: MessageOf): string {
  const subject = parseSubject(drift.subject);
  const message = plainText(subject ? messageOf(drift.rule, drift.args, subject) : drift.rule, 200);
  const place = placeWords(drift.subject);
  const call = drift.operation ? plainText(`${drift.operation.method} ${drift.operation.path}`, 100) : '';
  const name = operationWords(drift);
  const operation = call && name !== call ? `${name} (${call})` : name;
  const effect =
    withEffect && drift.effect !== 'unknown' ? ` It ${effectWords(drift.effect, drift.cell)}.` : '';
  return `${operation}: ${message.replace(/\.$/, '')}${place ? ` (${place})` : ''}.${effect}`;
}

/** From when, and how we know. */
export function whenSection({ facts, due, at }: SectionInput): Section {
  const lines = facts.environments.map(
    (one) =>
      `- ${environmentTold(one.name, due.side)}: ${cellTold(due.side, one.cell)}, since ${day(one.since)}`,
  );
  const { date } = facts;
  if (date?.on) {
    const left = daysBetween(at, date.on);
    lines.push(`It takes effect on ${date.on} (${days(left)}), known ${knownTold(date.known, due.side)}.`);
    lines.push(...historyLines(date));
  }
  lines.push(...clockLines(facts, due.side));
  return { heading: 'From when, and how we know', lines };
}

/** An environment; of ours by its own name for the partner, since `ours:` is how we tell it from theirs. */
function environmentTold(name: string, side: Side): string {
  if (side === 'theirs' && name === OUR_SIDE) return 'everywhere';
  return (side === 'theirs' ? name.replace(`${OUR_SIDE}:`, '') : name) || 'document';
}

/** What the date was before, and the notice given where some was agreed. */
function historyLines({ history }: ChangeDate): string[] {
  const { was, notice } = history ?? {};
  return [
    ...(was ? [`The date given before was ${was.on}, known since ${was.since}.`] : []),
    ...(notice && notice.agreed !== null && notice.given !== null
      ? [`Notice agreed: ${notice.agreed} days; given: ${notice.given}.`]
      : []),
  ];
}

/** Who feels it: for our side alone. */
export function whoSection({ facts, due }: SectionInput): Section | null {
  if (due.side === 'theirs') return null;
  const lines = facts.journeys.map((journey) => {
    const who = journey.who === 'customer' ? 'customers' : 'staff';
    return `- ${journey.title} (${who}): ${journey.hurts}${journey.contact ? `; tell ${journey.contact}` : ''}`;
  });
  const interactions = new Set(
    facts.drifts.flatMap((one) => one.affects.flatMap(({ interaction }) => interaction ?? [])),
  );
  if (interactions.size > 0)
    lines.push(
      `Touched: ${[...interactions]
        .slice(0, LISTED)
        .map((one) => plainText(one))
        .join('; ')}.`,
    );
  return lines.length > 0 ? { heading: 'Who feels it', lines } : null;
}

/** Whose step it is. */
export function stepSection({ facts, due }: SectionInput): Section {
  if (due.step === 'summary') {
    const lines = [
      'Tell Forewarn what we use (`uses` or pacts in the agreement); then it says what touches us.',
    ];
    return { heading: 'Whose step', lines };
  }
  const step = stepTold(due.side, facts.cell);
  return { heading: 'Whose step', lines: [`${step.charAt(0).toUpperCase()}${step.slice(1)}.`] };
}

/** By when to act, or to answer; nothing where there is nothing to act on. */
export function deadlineSection(input: SectionInput): Section | null {
  if (input.due.step === 'summary' || (input.due.step === 'answered' && input.due.side === 'theirs'))
    return null;
  return { heading: 'By when', lines: input.due.side === 'ours' ? ourDeadline(input) : theirDeadline(input) };
}

function ourDeadline({ facts, agreement }: SectionInput): string[] {
  const { date, next, hurts } = facts;
  const days = agreement.migrationDays;
  const migration = days === null ? [] : [`Our own migration takes ${days} days outside our change freeze.`];
  if (date?.startBy) {
    const late = date.late ? ['The days left do not cover it.'] : [];
    return [...migration, `It has to begin by ${date.startBy}.`, ...late];
  }
  if (date?.on && !hurts) return [`Before ${date.on}.`];
  if (hurts && next === null) return ['Now: it is there.'];
  return [...(next ? [`Before it reaches ${next}.`] : []), 'No date is known: ask for one.', ...migration];
}

function theirDeadline(input: SectionInput): string[] {
  const { facts, at, agreement, change } = input;
  if (isOfOurApi(facts.cell))
    return [
      `If you need what we sent once more, please say so by ${answerBy(input)}, quoting ${change.ref}.`,
    ];
  const lines = [`Please answer by ${answerBy(input)}, quoting ${change.ref}.`];
  const agreed = agreement.noticeDays.breaking;
  if (agreed === null || !facts.drifts.some((one) => one.level === 'breaking')) return lines;
  const under = agreement.contract.reference ? ` (${agreement.contract.reference})` : '';
  return [
    ...lines,
    `Agreed notice for such a change${under}: ${agreed} days. From today that is ${addDays(at, agreed)}.`,
  ];
}

/** The day by which a partner is asked to answer: a week, or the day before it takes effect. */
export function answerBy({ facts, at }: SectionInput): string {
  const week = addDays(at, ANSWER_DAYS);
  const on = facts.date?.on;
  if (!on || on > week || on <= day(at)) return week;
  return addDays(`${on}T00:00:00.000Z`, -1);
}

function addDays(iso: string, count: number): string {
  return new Date(Date.parse(iso) + count * 86_400_000).toISOString().slice(0, 10);
}

function days(left: number): string {
  if (left === 0) return 'today';
  const count = Math.abs(left);
  const words = `${count} ${count === 1 ? 'day' : 'days'}`;
  return left > 0 ? `in ${words}` : `${words} ago`;
}

/** The calendar day of an instant. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}
