import { linearPattern } from '../judge/linear-pattern.ts';
import { textsOf } from './pattern-texts.ts';
import type { Demand } from './spec.ts';

/** Longer texts are not made. */
const LONGEST = 200_000;
const MOST_TEXTS = 40;

/** A plausible value of each format that is known. */
const BY_FORMAT: Record<string, string> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  email: 'someone@mail.example',
  'idn-email': 'someone@mail.example',
  hostname: 'www.shop.example',
  'idn-hostname': 'www.shop.example',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://www.shop.example/',
  url: 'https://www.shop.example/',
  'uri-reference': '/orders',
  iri: 'https://www.shop.example/',
  'json-pointer': '/orders',
  byte: 'AAAA',
};

/** Texts of other kinds, for where one is asked for that something does not take. */
const OTHERS = [
  '',
  'a',
  'A',
  '0',
  ' ',
  '-',
  '!',
  'é',
  'Aa0',
  'a b',
  '12',
  'TEXT',
  'a-b',
  'a_b',
  'a.b',
  'a/b',
  '漢字',
];

/** Texts that fit the conjunction, as far as lengths and patterns tell; the plainest first. */
export function* textsFor(plain: readonly Demand[]): Generator<string> {
  const least = Math.max(0, ...plain.map(({ minLength }) => minLength ?? 0));
  const most = Math.min(Number.POSITIVE_INFINITY, ...plain.map(({ maxLength }) => maxLength ?? LONGEST));
  if (least > most || least > LONGEST) return;
  const patterns = plain.flatMap(({ $pattern }) => ($pattern === undefined ? [] : [$pattern]));
  const unwanted = plain.flatMap(({ not }) =>
    typeof not === 'object' && not.$pattern !== undefined ? [not.$pattern] : [],
  );
  const wanted = Math.max(MOST_TEXTS, ...plain.map(({ $many }) => $many ?? 0));
  const given = new Set<string>();
  for (const text of rawTexts(plain, patterns, least, most, wanted)) {
    if (given.has(text) || !isSized(text, least, most)) continue;
    if (patterns.some((pattern) => linearPattern(pattern)?.test(text) === false)) continue;
    if (unwanted.some((pattern) => linearPattern(pattern)?.test(text) === true)) continue;
    given.add(text);
    yield text;
    if (given.size >= wanted) return;
  }
}

function* rawTexts(
  plain: readonly Demand[],
  patterns: readonly string[],
  least: number,
  most: number,
  wanted: number,
): Generator<string> {
  const format = plain.map(({ $format }) => BY_FORMAT[$format ?? '']).find((text) => text !== undefined);
  if (format !== undefined) yield format;
  for (const pattern of patterns) yield* textsOf(pattern, least, wanted);
  yield sized('text', least, most);
  for (const text of OTHERS) {
    yield text;
    yield sized(text, least, most);
  }
  for (let index = 1; wanted > MOST_TEXTS && index <= wanted; index++) {
    yield String(index);
    yield sized(`text${index}`, least, most);
  }
}

function sized(text: string, least: number, most: number): string {
  const cut = text.length > most ? text.slice(0, most) : text;
  return cut.length < least ? cut + 'x'.repeat(least - cut.length) : cut;
}

function isSized(text: string, least: number, most: number): boolean {
  const length = /[\ud800-\udfff]/.test(text) ? [...text].length : text.length;
  return length >= least && length <= most;
}
