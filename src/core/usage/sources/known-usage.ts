import type { DeclaredUse } from '../../agreement/types.ts';
import type { OperationName } from '../../drift/difference.ts';
import type { ApiDocument } from '../../openapi/document/types.ts';
import { fieldName } from '../field-name.ts';
import type { Usage, UsageGrade } from '../types.ts';
import type { KnownFrom, SourcedUse } from './types.ts';

/** An operation of the baseline: whether we use it, how well that is known, and from where. */
export interface KnownOperation {
  key: string;
  operation: OperationName;
  grade: UsageGrade;
  by: KnownBy[];
}

/** One way in which it is known. */
export interface KnownBy {
  grade: UsageGrade;
  /** Pact and interaction, or the agreement. */
  pact: string | null;
  interaction: string | null;
  /** Locations in answers; null: not known, so everything counts. */
  answers: string[] | null;
  requests: string[];
  query: string[];
  headers: string[];
  auth: string[];
  from: KnownFrom[];
}

const BY_GRADE: UsageGrade[] = ['pact', 'recorded', 'declared', 'mentioned', 'unknown'];

/** Every operation of the baseline with what is known of our usage: best known first, then in the document's order. */
export function knownUsage(
  document: ApiDocument,
  usage: Usage,
  sourced: readonly SourcedUse[],
): KnownOperation[] {
  const all = document.operations.map(({ key, method, path, operationId, summary }): KnownOperation => {
    const agreed = usage.operations
      .filter((one) => one.key === key)
      .flatMap((one) => one.by.map(knownByAgreement));
    const by = [...agreed, ...sourced.filter((one) => one.key === key).map(knownBySource)].sort(
      (a, b) => BY_GRADE.indexOf(a.grade) - BY_GRADE.indexOf(b.grade),
    );
    const operation = { method, path, ...(operationId && { operationId }), ...(summary && { summary }) };
    return { key, operation, grade: by[0]?.grade ?? 'unknown', by };
  });
  return all.sort((a, b) => BY_GRADE.indexOf(a.grade) - BY_GRADE.indexOf(b.grade));
}

/** Mentions of one operation in many files as one. */
export function mergedMentions(mentions: readonly SourcedUse[]): SourcedUse[] {
  const byKey = new Map<string, SourcedUse>();
  for (const one of mentions) {
    const known = byKey.get(one.key);
    if (!known) byKey.set(one.key, { ...one, from: [...one.from] });
    else {
      known.answers = [...new Set([...known.answers, ...one.answers])].sort();
      known.from.push(...one.from);
    }
  }
  return [...byKey.values()];
}

function knownByAgreement({
  grade,
  pact,
  interaction,
  fields,
}: Usage['operations'][number]['by'][number]): KnownBy {
  const inBody = (part: 'request' | 'response') =>
    (fields ?? [])
      .filter((field) => field.part === part && field.of === 'body' && field.location !== '')
      .map(({ location }) => location);
  const named = (of: 'query' | 'header') => [
    ...new Set(
      (fields ?? []).filter((one) => one.part === 'request' && one.of === of).map((one) => one.location),
    ),
  ];
  return {
    grade,
    pact,
    interaction,
    answers: fields === null ? null : inBody('response'),
    requests: inBody('request'),
    query: named('query'),
    headers: named('header'),
    auth: [],
    from: [],
  };
}

function knownBySource({ grade, answers, requests, query, headers, auth, from }: SourcedUse): KnownBy {
  return { grade, pact: null, interaction: null, answers, requests, query, headers, auth, from };
}

/** A line for `uses`, and what it adds. */
export interface UseToWrite {
  operation: string;
  fields: string[];
  known: NonNullable<DeclaredUse['known']>;
}

/** More fields than this are not listed: then all of the operation counts. */
export const MOST_WRITTEN_FIELDS = 100;

/**
 * The lines that sources add to `uses`: operations that no pact and no line has. Of mentions no fields are written: that a
 * name stands in a file does not say that the others are not read.
 */
export function usesToWrite(known: readonly KnownOperation[]): UseToWrite[] {
  return known.flatMap(({ operation: { method, path }, grade, by }): UseToWrite[] => {
    if (grade !== 'recorded' && grade !== 'mentioned') return [];
    if (by.some((one) => one.from.length === 0) || /\s/.test(path)) return [];
    const fields = by.flatMap((one) => (one.grade === 'recorded' ? (one.answers ?? []) : []));
    const listed = fields.length > MOST_WRITTEN_FIELDS ? [] : fields.map(fieldName);
    return [{ operation: `${method} ${path}`, fields: grade === 'recorded' ? listed : [], known: grade }];
  });
}
