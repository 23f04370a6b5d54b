import { z } from 'zod';

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, ms: 1 } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A text that is not empty. */
export const text = z.string().trim().min(1, 'must not be empty');

/** `\d+(s|m|h|d)`, above zero, as milliseconds. */
export const duration = z
  .string('must be a duration like `30s`, `15m`, `6h` or `2d`')
  .regex(/^[1-9]\d{0,8}(s|m|h|d)$/, 'must be a duration like `30s`, `15m`, `6h` or `2d`')
  .transform(toMs);

/** As {@link duration}, with `ms` allowed: for promised response times. */
export const shortDuration = z
  .string('must be a duration like `800ms` or `2s`')
  .regex(/^[1-9]\d{0,8}(ms|s|m|h|d)$/, 'must be a duration like `800ms` or `2s`')
  .transform(toMs);

/** A calendar day, `2027-01-31`. */
export const day = z.string().refine(isDay, 'must be a day like `2027-01-31`').meta({ pattern: DAY.source });

/** A calendar day, or an instant with its offset; instants come out as ISO 8601 UTC with milliseconds. */
export const moment = z
  .string()
  .refine(
    (value) => isDay(value) || isInstant(value),
    'must be a day like `2027-01-31` or an instant like `2027-01-31T02:00Z`',
  )
  .meta({ pattern: `${DAY.source}|${INSTANT.source}` })
  .transform((value) => (DAY.test(value) ? value : new Date(value).toISOString()));

/** An http or https URL without user name, query or fragment. */
export const url = z
  .string()
  .refine((value) => !/^https?:\/\/[^/]*@/i.test(value), {
    message: 'must not hold credentials; name a secret in `auth`',
    abort: true,
  })
  .refine((value) => /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(value), {
    message: 'must be an http or https URL without query, like `https://api.partner.example`',
  })
  .meta({ pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@]+(/[^\\s?#]*)?$' });

/** An http(s) URL of a page or feed: a query may be part of it. */
export const feedUrl = z
  .string()
  .refine((value) => !/^https?:\/\/[^/]*@/i.test(value), {
    message: 'must not hold credentials',
    abort: true,
  })
  .refine((value) => /^https?:\/\/[^\s/?#@]+([/?][^\s#]*)?$/i.test(value), {
    message: 'must be an http or https URL, like `https://partner.example/changelog.atom`',
  })
  .meta({ pattern: '^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/?#@]+([/?][^\\s#]*)?$' });

/** A file path or an http(s) URL; which of the two is told by {@link isUrl}. */
export const location = text
  .refine((value) => isUrl(value) || !/^[a-z][a-z0-9+.-]+:\/\//i.test(value), {
    message: 'must be a file or an http(s) URL',
  })
  .meta({ pattern: '^(?:[Hh][Tt][Tt][Pp][Ss]?://|(?![A-Za-z][A-Za-z0-9+.-]+://))' });

/** Name of a partner or an environment. */
export const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,29}$/,
    'must be 1 to 30 lower-case letters, digits and `-`, beginning with a letter',
  );

/** Name of a secret, never its value. */
export const secretName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/,
    'must be the name of a secret, like `acme-pay/token`, not its value',
  );

/** A whole number from `least` on. */
export function whole(least: number) {
  return z.int(`must be a whole number from ${least}`).min(least, `must be a whole number from ${least}`);
}

/** True for what is fetched, false for what is read from disk. */
export function isUrl(value: string): boolean {
  return /^https?:\/\//i.test(value);
}

function toMs(value: string): number {
  const unit = value.replace(/^\d+/, '') as keyof typeof UNITS;
  return Number.parseInt(value, 10) * UNITS[unit];
}

function isDay(value: string): boolean {
  if (!DAY.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

function isInstant(value: string): boolean {
  return INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
}
