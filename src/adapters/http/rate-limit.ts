import { waitMs } from './wait-text.ts';

/** A quota as an answer tells of it. `resetMs`: until it is full again, from now; null where it is not told. */
interface ToldQuota {
  remaining: number;
  resetMs: number | null;
}

/** Where a header names the span that its quota is for, a pause need not be longer. */
const SPANS: Record<string, number> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

const MOST_MEMBERS = 20;
const MOST_TEXT = 1_000;

/**
 * How long a partner's quota is used up, in ms, by what its answer says; null where something is left of it, or where
 * nothing says when it is full again. Read are `RateLimit` with `RateLimit-Policy`
 * (draft-ietf-httpapi-ratelimit-headers-10), its earlier form `limit=, remaining=, reset=`, and the pairs `-Remaining`
 * and `-Reset` (or `-Reset-After`) under any name like `RateLimit`, `X-RateLimit`, `X-Rate-Limit`, with resets in
 * seconds, as seconds or milliseconds since 1970, as dates and as durations.
 *
 * @param headers lower-case names. @param now ms since 1970.
 */
export function usedUpMs(headers: Record<string, string>, now: number): number | null {
  const told = [...ofField(headers, now), ...ofPairs(headers, now)];
  const waits = told.flatMap(({ remaining, resetMs }) => (remaining <= 0 && resetMs !== null ? resetMs : []));
  return waits.length === 0 ? null : Math.max(...waits);
}

/** `"default";r=0;t=5, "daily";r=7;t=100`, or `limit=10, remaining=0, reset=5`. */
function ofField(
  { ratelimit = '', 'ratelimit-policy': policy = '', date }: Record<string, string>,
  now: number,
): ToldQuota[] {
  const members = membersOf(ratelimit);
  const windows = new Map(membersOf(policy).map(({ name, more }) => [name, more.w]));
  const plain = Object.assign({}, ...members.map(({ more }) => more)) as Record<string, string>;
  const named = members.filter(({ more }) => more.r !== undefined);
  if (named.length === 0) return quotaOf(plain.remaining, plain.reset, date, now);
  return named.flatMap(({ name, more }) => quotaOf(more.r, more.t ?? windows.get(name), date, now));
}

/** Members of a list with their parameters (RFC 9651), as far as quotas use it; `a=1` alone is a parameter too. */
function membersOf(field: string): { name: string; more: Record<string, string> }[] {
  const members = field.slice(0, MOST_TEXT).split(',').slice(0, MOST_MEMBERS);
  return members.map((member) => {
    const parts = member.split(';').map((part) => part.trim());
    const pairs = parts.flatMap((part) => {
      const pair = /^([a-z][a-z0-9_-]*)=("?)([^"]*)\2$/.exec(part);
      return pair ? [[pair[1] as string, pair[3] as string] as const] : [];
    });
    return { name: parts[0] ?? '', more: Object.fromEntries(pairs) };
  });
}

/** `X-RateLimit-Remaining` beside `X-RateLimit-Reset`, whatever stands before, between and behind those words. */
function ofPairs(headers: Record<string, string>, now: number): ToldQuota[] {
  return Object.entries(headers).flatMap(([name, remaining]) => {
    const isPair = /rate-?limit/.test(name) && /(^|-)remaining(-|$)/.test(name);
    if (!isPair) return [];
    const reset = ['reset-after', 'reset', 'reset-time', 'resettime']
      .map((word) => headers[name.replace('remaining', word)])
      .find((one) => one !== undefined);
    // Several lines of one header come as one list: each with its own reset, or all with the same.
    const resets = /^[\d.,\s]+$/.test(reset ?? '') ? (reset ?? '').split(',') : [reset];
    return remaining
      .slice(0, MOST_TEXT)
      .split(',')
      .slice(0, MOST_MEMBERS)
      .flatMap((one, at) => quotaOf(one, resets[at] ?? resets[0] ?? spanOf(name), headers.date, now));
  });
}

function quotaOf(
  remaining: string | undefined,
  reset: string | undefined,
  date: string | undefined,
  now: number,
): ToldQuota[] {
  const left = /^\s*(-?\d{1,15})(\.\d+)?\s*(;.*)?$/.exec(remaining ?? '')?.[1];
  if (left === undefined) return [];
  return [{ remaining: Number(left), resetMs: reset === undefined ? null : waitMs(reset, date, now) }];
}

function spanOf(name: string): string | undefined {
  const span = /-(second|minute|hour|day)$/.exec(name)?.[1];
  return span === undefined ? undefined : `${SPANS[span] as number}ms`;
}
