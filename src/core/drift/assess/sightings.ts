import type { Difference } from '../difference.ts';
import { formatSubject, isSentToUs, operationOf, type Subject } from '../subject.ts';
import { type Sighting, sightingOf } from '../triangulate.ts';
import type { SeenExchange } from './types.ts';

/** What each exchange that reached a subject showed there. */
export function sightingsAt(subject: Subject, seen: readonly SeenExchange[]): Sighting[] {
  const at = formatSubject(subject);
  return seen.flatMap((one) => sightingIn(one, subject, at) ?? []);
}

function sightingIn(one: SeenExchange, subject: Subject, at: string): Sighting | null {
  if (one.assessment.kind === 'not-verified') return null;
  if (subject.section === 'response' || isSentToUs(subject)) return answerSighting(one, subject, at);
  if (!isOn(one, subject)) return null;
  if (subject.section === 'request') return requestSighting(one, at);
  if (one.assessment.kind === 'refused') return one.assessment.section === subject.section ? 'new' : null;
  return 'old';
}

function answerSighting(one: SeenExchange, subject: Subject, at: string): Sighting | null {
  // A pact that fails here has been here, even where the answer came under another status.
  const failsPact = refuses(one.mismatches, at);
  if (!failsPact && !one.baseline.reaches(subject) && !one.published?.reaches(subject)) return null;
  const baselineAccepts = !failsPact && !refuses(one.baseline.response, at);
  return sightingOf(baselineAccepts, one.published ? !refuses(one.published.response, at) : null);
}

/** Our request is the probe: live accepts it or not, and each document says whether it should. */
function requestSighting(one: SeenExchange, at: string): Sighting | null {
  const baselineAccepts = !refuses(one.baseline.request, at);
  const publishedAccepts = one.published ? !refuses(one.published.request, at) : true;
  if (one.assessment.kind === 'refused') {
    return one.assessment.section === 'request' && baselineAccepts && !publishedAccepts ? 'new' : null;
  }
  if (baselineAccepts) return publishedAccepts ? 'either' : 'old';
  return publishedAccepts ? 'new' : null;
}

/** True if the exchange called the subject's operation. */
export function isOn(one: SeenExchange, subject: Subject): boolean {
  const operation = one.baseline.operation ?? one.published?.operation;
  return operation?.key === operationOf(subject);
}

/** A refusal at exactly this subject; info (an undocumented property) refuses nothing. */
export function refuses(differences: readonly Difference[], at: string): boolean {
  return differences.some((one) => one.level !== 'info' && formatSubject(one.subject) === at);
}
