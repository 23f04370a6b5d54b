import { formatSubject, operationOf, parseSubject } from '../drift/subject.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import { markedPlaces } from './marked-places.ts';
import type { ComingRecord } from './record.ts';
import type { KnownBy } from './types.ts';

/** Something of the API that is gone by a day, and how that is known. */
export interface GoneByThen {
  /** As `formatSubject` writes it. */
  subject: string;
  what: 'operation' | 'field';
  /** ISO day on which it goes. */
  on: string;
  known: KnownBy;
}

/** What is applied to an API to be as it will be on a day, and what is known and is not. */
export interface AsOf {
  gone: GoneByThen[];
  left: {
    subject: string;
    why: 'later' | 'no date' | 'not a removal' | 'a part of requests';
    on: string | null;
  }[];
}

/**
 * What is gone of an API on a day: operations and fields of answers whose last day, by the document's own marks or by
 * what is known to be coming, is on or before it. What has no date, or is more than a removal, is listed and not applied.
 *
 * @param day ISO day
 */
export function goneAsOf(document: ApiDocument, coming: readonly ComingRecord[], day: string): AsOf {
  const gone = new Map<string, GoneByThen>();
  const left: AsOf['left'] = [];
  for (const one of [...markedIn(document), ...coming.map(knownOf)]) {
    const subject = parseSubject(one.subject);
    if (!subject || gone.has(one.subject)) continue;
    const isField = subject.section === 'response' && subject.location.startsWith('/');
    const why = whyLeft(one, subject.section === 'operation' || isField, day);
    if (why) left.push({ subject: one.subject, why, on: one.on });
    else {
      const what = isField ? 'field' : 'operation';
      gone.set(one.subject, { subject: one.subject, what, on: one.on as string, known: one.known });
    }
  }
  return { gone: [...gone.values()], left: left.filter(({ subject }) => !gone.has(subject)) };
}

interface Known {
  subject: string;
  on: string | null;
  known: KnownBy;
  ends: boolean;
}

function markedIn(document: ApiDocument): Known[] {
  return document.operations.flatMap((operation) =>
    markedPlaces(document, operation)
      .filter(({ marks }) => marks.endsOn !== null)
      .map(({ subject, marks }) => ({
        subject: formatSubject(subject),
        on: marks.endsOn,
        known: 'document' as const,
        ends: true,
      })),
  );
}

function knownOf({ subject, on, known, sources }: ComingRecord): Known {
  return { subject, on: on?.slice(0, 10) ?? null, known, ends: sources.some(({ says }) => says === 'ends') };
}

function whyLeft({ on, ends }: Known, isApplied: boolean, day: string): AsOf['left'][number]['why'] | null {
  if (!ends) return 'not a removal';
  if (on === null) return 'no date';
  if (on > day) return 'later';
  return isApplied ? null : 'a part of requests';
}

/** The key of the operation that something gone is of. */
export function keyOfGone({ subject }: GoneByThen): string {
  const parsed = parseSubject(subject);
  return parsed ? operationOf(parsed) : subject;
}
