import type { Agreement } from './types.ts';

/** What looking at a partner costs it. */
export interface DailyCalls {
  /** Calls of one look at one environment. */
  perLook: number;
  /** Looks in 24 hours at each environment; null: a cron expression says when. */
  looks: number | null;
  environments: number;
  /** Calls in 24 hours at all environments; null as `looks`. */
  calls: number | null;
  /** How often in 24 hours the published document is asked for; null as `looks`, or where none is known. */
  documents: number | null;
}

const DAY_MS = 86_400_000;

/**
 * What an agreement asks of the partner in 24 hours, as long as nothing is confirmed, tried again or prepared. Asking for a
 * token is not in it.
 *
 * @param perLook calls of one look at one environment
 */
export function dailyCalls(
  { schedule, environments, openapi }: Pick<Agreement, 'schedule' | 'environments' | 'openapi'>,
  perLook: number,
): DailyCalls {
  const looks = 'everyMs' in schedule ? DAY_MS / schedule.everyMs : null;
  const places = environments.length;
  return {
    perLook,
    looks,
    environments: places,
    calls: looks === null ? null : Math.ceil(looks * perLook * places),
    documents: looks === null || openapi.published === null ? null : Math.ceil(looks * Math.max(places, 1)),
  };
}
