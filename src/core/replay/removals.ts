import { marksOf } from '../coming/marks-around.ts';
import { daysBetween } from '../drift/calendar.ts';
import type { Difference } from '../drift/difference.ts';
import type { Facet } from '../drift/facet.ts';
import type { Finding } from '../drift/finding.ts';
import { formatSubject, operationOf } from '../drift/subject.ts';
import { touchesUs } from '../drift/verdict.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import type { Removal, Sign } from './types.ts';

/** What went, what came back, and what was marked to go, as of one version. */
export interface Removals {
  gone: readonly Removal[];
  /** By operation key, or by the subject of a part. */
  signs: ReadonlyMap<string, Sign>;
}

/** Parts of an operation that can go, by facet. */
const PARTS: ReadonlySet<Facet> = new Set<Facet>([
  'property',
  'parameter',
  'header',
  'body',
  'status',
  'media-type',
]);

/** What a version is seen with: the differences to the one before, weighed for us. */
export interface Seen {
  document: ApiDocument;
  version: string;
  at: string;
  findings: readonly Finding[];
  /** Keys of the operations that we use; null where nobody told. */
  used: ReadonlySet<string> | null;
  first: boolean;
}

/** Carries one version into what is known of removals. */
export function withVersion(before: Removals, seen: Seen): Removals {
  const signs = signsIn(before.signs, seen);
  const stillGone = before.gone.map((one) =>
    one.back === null && isBack(one, seen) ? back(one, seen) : one,
  );
  const removed = seen.findings.flatMap((finding) => removalOf(finding, before.signs, seen) ?? []);
  return { gone: [...stillGone, ...removed], signs };
}

function removalOf(finding: Finding, signs: Removals['signs'], seen: Seen): Removal | null {
  const isOperation = isGone(finding);
  if (!isOperation && !isUsedPart(finding)) return null;
  const key = operationOf(finding.subject);
  const subject = formatSubject(finding.subject);
  const sign = signs.get(isOperation ? key : subject) ?? null;
  return {
    operation: finding.operation,
    key,
    subject,
    what: isOperation ? 'operation' : 'part',
    used: seen.used ? seen.used.has(key) : null,
    at: seen.at,
    version: seen.version,
    sign,
    leadDays: sign ? daysBetween(sign.at, seen.at) : null,
    back: null,
  };
}

function isGone({ facet, rule }: Difference): boolean {
  return (facet === 'operation' || facet === 'path') && /^api-(path-)?removed/.test(rule);
}

function isUsedPart(finding: Finding): boolean {
  const known = finding.effect !== 'unknown';
  return known && PARTS.has(finding.facet) && /-removed(-|$)/.test(finding.rule) && touchesUs(finding);
}

/** An operation by the document that has it again; a part by a difference at its place that is no removal. */
function isBack(one: Removal, { document, findings }: Seen): boolean {
  if (one.what === 'operation') return document.byKey.has(one.key);
  return findings.some(
    ({ subject, facet, rule }) =>
      PARTS.has(facet) && !rule.includes('removed') && formatSubject(subject) === one.subject,
  );
}

function back(one: Removal, { at }: Seen): Removal {
  return { ...one, back: at };
}

/** Marks of this version: operations as they stand in it, parts by the differences that speak of them. */
function signsIn(before: Removals['signs'], { document, findings, at, first }: Seen): Map<string, Sign> {
  const signs = new Map([...before].filter(([key]) => !/^\S+ \S+$/.test(key)));
  for (const operation of document.operations) {
    const { key, sunset } = operation;
    const { deprecated, deprecatedOn, endsOn } = marksOf(document, operation);
    if (!deprecated && deprecatedOn === null && endsOn === null && sunset === null) continue;
    const how = endsOn === null && sunset === null ? 'deprecated' : 'sunset';
    signs.set(key, before.get(key) ?? { at, how, orEarlier: first });
  }
  for (const { facet, rule, subject } of findings) {
    if ((facet !== 'deprecated' && facet !== 'sunset') || subject.section === 'operation') continue;
    const key = formatSubject(subject);
    if (/reactivated|deleted/.test(rule)) signs.delete(key);
    else if (!signs.has(key)) signs.set(key, { at, how: facet, orEarlier: false });
  }
  return signs;
}
