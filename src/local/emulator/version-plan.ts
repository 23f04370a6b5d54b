import { operationKey } from '../../core/drift/subject.ts';
import type { OperationHeaders } from './types.ts';

/** When something happens: a number of days from the start of the story, or an ISO date (midnight UTC). */
export type PlannedTime = number | string;

/** A document version and when it comes into force. */
export interface PlannedVersion {
  from: PlannedTime;
  /** Path of the document, absolute once read. */
  document: string;
  /** Path of the document by which it answers, where what runs is not what is published; else null. */
  answers: string | null;
  /** Operations (`METHOD /path`) that answer with a Sunset header (RFC 8594), and the time that it names. */
  sunset: Record<string, PlannedTime>;
}

/** Which versions an emulated environment runs. */
export interface VersionPlan {
  environment: string;
  versions: PlannedVersion[];
}

const DAY_MS = 86_400_000;

/**
 * The version that an environment runs at a time: the one that came into force last; null before the first,
 * and for an environment that the plan does not name.
 *
 * @param start when day 0 of the plan began
 */
export function versionAt(
  plan: readonly VersionPlan[],
  environment: string,
  at: Date,
  start: Date,
): PlannedVersion | null {
  const versions = plan.find((one) => one.environment === environment)?.versions ?? [];
  let inForce: PlannedVersion | null = null;
  let since = Number.NEGATIVE_INFINITY;
  for (const version of versions) {
    const from = timeOf(version.from, start);
    if (from > at.getTime() || from < since) continue;
    inForce = version;
    since = from;
  }
  return inForce;
}

/** The headers that a version's plan adds to its operations. */
export function plannedHeaders(version: PlannedVersion, start: Date): OperationHeaders {
  return Object.fromEntries(
    Object.entries(version.sunset).map(([operation, time]) => {
      const [method = '', path = ''] = operation.split(' ');
      return [operationKey(method, path), { Sunset: new Date(timeOf(time, start)).toUTCString() }];
    }),
  );
}

/** A planned time in ms since 1970. */
function timeOf(time: PlannedTime, start: Date): number {
  return typeof time === 'number' ? start.getTime() + time * DAY_MS : Date.parse(`${time}T00:00:00Z`);
}
