import { daysBetween } from '../drift/calendar.ts';
import type { Subject } from '../drift/subject.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import { readLocation } from '../usage/location.ts';
import { touchedBy } from '../usage/touched.ts';
import type { Usage, UsedBy, UsedOperation } from '../usage/types.ts';
import { type MarkedPlace, markedPlaces } from './marked-places.ts';
import type { ComingSource } from './types.ts';

/** Days for which a mark whose day has passed still counts: what it names may go on any of them. */
const GRACE_DAYS = 30;

/** A marked place that we use. */
export interface MarkedUse extends MarkedPlace {
  used: UsedOperation;
  /** ISO day on which it goes. */
  endsOn: string;
  level: NonNullable<ComingSource['level']>;
}

/**
 * The places of a document that we use and that have a day on which they go, which has not passed for long: operations,
 * parameters, properties. None where our use is not known.
 *
 * @param now ISO instant or day
 */
export function* markedUses(document: ApiDocument, usage: Usage, now: string): Generator<MarkedUse> {
  if (!usage.known) return;
  for (const used of usage.operations) {
    const operation = document.byKey.get(used.key);
    for (const place of operation ? markedPlaces(document, operation) : []) {
      const { endsOn } = place.marks;
      const level = levelOf(place.subject, used.by);
      if (level === null || endsOn === null || daysBetween(endsOn, now) > GRACE_DAYS) continue;
      yield { ...place, used, endsOn, level };
    }
  }
}

/** Breaking where a pact names the place, a warning where only the operation is known to be used; null: not used. */
function levelOf(subject: Subject, by: readonly UsedBy[]): ComingSource['level'] {
  const { section, location } = subject;
  if (section === 'operation') return 'breaking';
  if (section === 'security') return null;
  const place = readLocation(location);
  const touched = by.map((use) => {
    if (section === 'response' && !answers(use, subject)) return null;
    if (use.fields === null) return 'warning';
    const { at, below } = touchedBy(use, section, place);
    return at.length + below.length > 0 ? 'breaking' : null;
  });
  return touched.find((level) => level === 'breaking') ?? touched.find((level) => level !== null) ?? null;
}

function answers({ response, status }: UsedBy, subject: Subject): boolean {
  if (response !== undefined) return response === subject.status;
  return status === null || status === subject.status;
}
