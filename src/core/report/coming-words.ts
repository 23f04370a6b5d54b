import type { Coming } from '../drift/finding.ts';
import { parseSubject } from '../drift/subject.ts';
import { findRule } from '../openapi/diff/rules/rules.ts';
import { messageOf } from './messages/messages.ts';
import { operationWords } from './place.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './types.ts';
import { KNOWN_WORDS } from './words.ts';

/** What will change, for people: the difference where this report has it, else what was heard of it. */
export function comingWords(one: Coming, report: Pick<Report, 'findings'>): string {
  const keys = new Set([one.driftKey, ...(one.driftKeys ?? [])]);
  const about = report.findings.filter(({ driftKey }) => driftKey !== undefined && keys.has(driftKey));
  const finding =
    about.find(({ environment, driftKey }) => environment === one.environment && driftKey === one.driftKey) ??
    (one.environment === null ? about.find(({ driftKey }) => driftKey === one.driftKey) : undefined);
  if (finding) return `${operationWords(finding)}: ${sentence(finding.message)}`;
  const parts = [plainText(one.summary ?? one.operation ?? ''), whatWords(one)];
  return parts.filter((part) => part).join(': ');
}

/** A rule's sentence, or the words that were heard; at a place inside the operation, with that place. */
function whatWords({ what, args, subject }: Coming): string {
  const rule = findRule(what);
  const place = subject === undefined ? null : parseSubject(subject);
  if (rule && place) return sentence(messageOf(rule.id, args ?? {}, place));
  const where = place?.section === 'operation' ? '' : (place?.location ?? '');
  return where === '' ? plainText(what) : `\`${plainText(where)}\` ${plainText(what)}`;
}

function sentence(message: string): string {
  return plainText(message, 200).replace(/\.$/, '');
}

/**
 * What else is known of a coming change, a phrase each: where the date was before, when it may come without one, what
 * notice it gives, what does not fit together, who else says so and where to read on.
 */
export function comingDetails(one: Coming): string[] {
  return [
    ...movedWords(one),
    ...estimateWords(one),
    ...noticeWords(one),
    ...(one.contradictions ?? []).map((found) =>
      found.kind === 'dates'
        ? `what we were told differs: ${found.dates.join(', ')}`
        : `ends on ${found.ends}, before it is deprecated on ${found.deprecated}`,
    ),
    ...otherSources(one),
    ...linkWords(one),
    ...confirmWords(one),
  ];
}

/** `was 2027-01-01, since 2026-11-20 is 2027-06-01` */
export function movedWords({ moved = [], on }: Coming): string[] {
  const before = moved.findLast((one) => one.on !== on);
  const now = moved.findLast((one) => one.on === on);
  if (!before || !now) return [];
  return [`was ${before.on ?? 'without a date'}, since ${now.since} is ${on ?? 'without one'}`];
}

/** An estimate is said where nobody gave a date, or where it is nearer than the date given. */
export function estimateWords({ estimate, on }: Coming): string[] {
  if (!estimate || (on !== null && on <= estimate.on)) return [];
  const { medianDays, cases, earliest, latest } = estimate;
  const span = earliest === latest ? '' : ` (${earliest} to ${latest})`;
  return [
    `about ${estimate.on}${span}: an estimate, ${medianDays === 1 ? '1 day' : `${medianDays} days`} as in ${cases} earlier cases`,
  ];
}

/** `90 days agreed, 3 given`; nothing where no notice was agreed or no date is known. */
export function noticeWords({ notice }: Coming): string[] {
  if (!notice || notice.agreed === null || notice.given === null) return [];
  return [`${notice.agreed === 1 ? '1 day' : `${notice.agreed} days`} agreed, ${notice.given} given`];
}

const BEFORE_DAY: Partial<Record<string, string>> = {
  deprecated: 'deprecated as of ',
  ready: 'we are ready on ',
};

function otherSources({ sources = [], known, on }: Coming): string[] {
  const others = sources
    .filter(
      (source) =>
        source.known !== known ||
        source.says === 'ready' ||
        (source.on !== on && source.says !== 'deprecated'),
    )
    .map((source) => {
      const day = source.on === null ? '' : ` ${BEFORE_DAY[source.says] ?? ''}${source.on}`;
      return `${KNOWN_WORDS[source.known]}${day}${source.heard ? ` (${plainText(source.heard, 60)})` : ''}`;
    });
  const named = [...new Set(others)];
  return named.length === 0 ? [] : [`also ${named.slice(0, 5).join(', ')}`];
}

/** A machine has read it in their text; until a person has read it or written it down, nobody has confirmed it. */
function confirmWords({ sources = [] }: Coming): string[] {
  const heard = sources.filter(({ known, read }) => known === 'feed' && !read);
  const isKnown = heard.every(({ on }) => sources.some((one) => one.known !== 'feed' && one.on === on));
  return isKnown ? [] : ['to be confirmed by a person'];
}

function linkWords({ sources = [] }: Coming): string[] {
  const links = sources.flatMap((source) => source.links ?? []);
  const read = links.find(({ relation }) => relation !== 'successor-version');
  const next = links.find(({ relation }) => relation === 'successor-version');
  return [
    ...(read ? [`read ${plainText(read.target, 120)}`] : []),
    ...(next ? [`in its place ${plainText(next.target, 120)}`] : []),
  ];
}
