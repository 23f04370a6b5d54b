import type { Json, JsonObject } from '../../../json.ts';
import { STABILITIES, type Stability } from '../policy.ts';

/** What an operation, parameter or property says about how long it stays. */
export interface Lifecycle {
  deprecated: boolean;
  /** `x-sunset`; null where there is none. */
  sunset: { day: string | null; written: string } | null;
  /** `x-stability-level`; null where it is none of the levels. */
  stability: Stability | null;
}

/** Longest text of a document that is told of a date that cannot be read. */
const LONGEST = 40;

/** Reads `deprecated`, `x-sunset` (an ISO date or date-time) and `x-stability-level`. */
export function lifecycleOf(raw: JsonObject): Lifecycle {
  const { deprecated, 'x-sunset': sunset, 'x-stability-level': stability = 'stable' } = raw;
  if (deprecated !== true && sunset === undefined && stability === 'stable') return SETTLED;
  return {
    deprecated: deprecated === true,
    sunset: sunsetOf(sunset),
    stability: STABILITIES.find((level) => level === (stability ?? 'stable')) ?? null,
  };
}

/** Of what says nothing about it, as nearly everything does. */
const SETTLED: Lifecycle = { deprecated: false, sunset: null, stability: 'stable' };

/** Whole days from one ISO day to another; negative where it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round(
    (Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  );
}

function sunsetOf(value: Json | undefined): Lifecycle['sunset'] {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') return { day: null, written: typeof value };
  return { day: dayOf(value), written: value.slice(0, LONGEST) };
}

/** The day of an ISO 8601 date or of an RFC 3339 date-time; null for anything else, 30 February too. */
function dayOf(text: string): string | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:?\d\d)?)?$/.exec(
    text.trim(),
  );
  const day = match?.[1];
  if (!day) return null;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}
