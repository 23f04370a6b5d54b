import { operationKey } from '../../core/drift/subject.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { PlannedWindow } from './planned-window.ts';
import type { OperationHeaders } from './types.ts';

/** When something happens: a number of days from the start of the story, or an ISO date (midnight UTC). */
export type PlannedTime = number | string;

/** Operations (`METHOD /path`, or `*` for all) and a time that their answers name. */
export type PlannedDates = Record<string, PlannedTime>;

/** A document version and when it comes into force. */
export interface PlannedVersion {
  from: PlannedTime;
  /** Path of the document, absolute once read. */
  document: string;
  /** Path of the document by which it answers, where what runs is not what is published; else null. */
  answers: string | null;
  /** Operations that answer with a Sunset header (RFC 8594), and the time that it names. */
  sunset: PlannedDates;
  /** Operations that answer with a Deprecation header (RFC 9745), and the time that it names. */
  deprecation: PlannedDates;
}

/** What an emulated environment does, and when. */
export interface VersionPlan {
  environment: string;
  /** Which versions it runs; none: the baseline, all along. */
  versions: PlannedVersion[];
  /** What is so for a while, whichever version runs. */
  during: PlannedWindow[];
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

/** What of the plan's windows is so at an environment at a time, in the order in which they are written. */
export function windowsAt(
  plan: readonly VersionPlan[],
  environment: string,
  at: Date,
  start: Date,
): PlannedWindow[] {
  const windows = plan.find((one) => one.environment === environment)?.during ?? [];
  return windows.filter(({ from, until }) => {
    const isOver = until !== null && timeOf(until, start) <= at.getTime();
    return timeOf(from, start) <= at.getTime() && !isOver;
  });
}

/** The headers that a plan adds to operations; where several name the same one, the last counts. */
export function plannedHeaders(
  sources: readonly Pick<PlannedVersion, 'sunset' | 'deprecation'>[],
  document: Pick<ApiDocument, 'operations'>,
  start: Date,
): OperationHeaders {
  const headers: OperationHeaders = {};
  const put = (dates: PlannedDates, name: string, written: (ms: number) => string) => {
    for (const [operation, time] of Object.entries(dates))
      for (const key of keysOf(operation, document))
        headers[key] = { ...headers[key], [name]: written(timeOf(time, start)) };
  };
  for (const { sunset, deprecation } of sources) {
    put(deprecation, 'Deprecation', (ms) => `@${Math.floor(ms / 1000)}`);
    put(sunset, 'Sunset', (ms) => new Date(ms).toUTCString());
  }
  return headers;
}

function keysOf(operation: string, { operations }: Pick<ApiDocument, 'operations'>): string[] {
  if (operation === '*') return operations.map(({ key }) => key);
  const [method = '', path = ''] = operation.split(' ');
  return [operationKey(method, path)];
}

/** A planned time in ms since 1970. */
function timeOf(time: PlannedTime, start: Date): number {
  return typeof time === 'number' ? start.getTime() + time * DAY_MS : Date.parse(`${time}T00:00:00Z`);
}
