import type { Json } from '../json.ts';

const HEX = '[0-9a-fA-F]';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const UUID = new RegExp(`^(?:urn:uuid:)?${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}$`);
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const DATE = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
const BASE64 = /^[A-Za-z0-9+/_\s-]*={0,2}\s*$/;
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const HOSTNAME = new RegExp(`^${LABEL}(?:\\.${LABEL})*\\.?$`);

/** Longer texts are not looked at. */
const LONGEST = 4_096;

const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  'date-time': (text) =>
    isDate(text.slice(0, 10)) && /^[T ]$/i.test(text[10] ?? '') && TIME.test(text.slice(11)),
  time: (text) => TIME.test(text),
  uuid: (text) => UUID.test(text),
  ipv4: (text) => IPV4.test(text),
  ipv6: isIpv6,
  hostname: (text) => text.length <= 254 && HOSTNAME.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+$/.test(text),
  uri: (text) => /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]*$/i.test(text),
  byte: (text) => BASE64.test(text) && text.replaceAll(/[\s=]/g, '').length % 4 !== 1,
};

/**
 * Whether a value is of a format (JSON Schema 2020-12 validation, 7.3; the OpenAPI format registry for `byte`, `int32`
 * and `int64`). A format that is not known here says nothing, nor does one about another type of value.
 */
export function isOfFormat(format: string, value: Json): boolean {
  if (typeof value === 'number') return isInRange(format, value);
  if (typeof value !== 'string' || value.length > LONGEST || !Object.hasOwn(CHECKS, format)) return true;
  return CHECKS[format]?.(value) ?? true;
}

function isInRange(format: string, value: number): boolean {
  if (format === 'int32') return value >= -(2 ** 31) && value < 2 ** 31;
  return format !== 'int64' || (value >= -(2 ** 63) && value <= 2 ** 63);
}

function isDate(text: string): boolean {
  if (!DATE.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (DAYS[month - 1] as number));
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 4291, 2.2: eight groups, one row of zero groups left out, the last two as IPv4. */
function isIpv6(text: string): boolean {
  if (!/^[0-9a-f:.]+$/i.test(text) || text.length > 45) return false;
  const last = text.lastIndexOf(':');
  const ending = text.slice(last + 1);
  if (ending.includes('.')) return IPV4.test(ending) && isIpv6(`${text.slice(0, last + 1)}0:0`);
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
