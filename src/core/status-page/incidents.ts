import { isObject, type Json, type JsonObject } from '../json.ts';
import { plainText } from '../report/plain-text.ts';
import type { PageIncident } from './types.ts';

/** Most incidents of a page that are kept, and most characters of a title. */
const MOST_INCIDENTS = 10;
const MOST_CHARACTERS = 100;

/** Their open incidents as we keep them: few, with titles that are safe to show, oldest first. */
export function keptIncidents(incidents: readonly PageIncident[]): PageIncident[] {
  return incidents
    .slice(0, MOST_INCIDENTS)
    .map(({ title, since }) => ({ title: plainText(title, MOST_CHARACTERS) || 'without a title', since }))
    .toSorted((a, b) => (a.since ?? '').localeCompare(b.since ?? '') || a.title.localeCompare(b.title));
}

/** The earliest time that open incidents name; null where none names one. */
export function earliest(incidents: readonly PageIncident[]): string | null {
  return incidents.flatMap(({ since }) => since ?? []).sort()[0] ?? null;
}

/** The objects of a list, or none where it is no list. */
export function objectsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text, or an empty one where it is none. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A date-time of theirs as ISO 8601 UTC; null where it is none, or lies outside of what a calendar holds. */
export function instantOf(value: Json | undefined): string | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const at = Date.parse(value);
  return at > 0 && at < 4_102_444_800_000 ? new Date(at).toISOString() : null;
}
