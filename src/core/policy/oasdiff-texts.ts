import type { Difference } from '../drift/difference.ts';
import type { Json } from '../json.ts';

/**
 * What must be quoted for a sentence to be about this difference: a test for a quoted text, or null where the
 * difference has no name of its own (a removed operation).
 */
export function nameOf(difference: Difference): ((quoted: string) => boolean) | null {
  const { location, section } = difference.subject;
  const named = leaves(difference.args);
  if (section === 'request' || section === 'response') {
    const parameter = parameterOf(difference);
    if (parameter) return is(parameter.name);
    const property = propertyPath(location);
    if (property !== '') return (quoted) => propertyPath(quoted) === property;
    if (!BY_ARGUMENT.has(difference.facet)) return null;
  }
  return named.length > 0 ? is(...named) : null;
}

/** Facets of requests and answers whose differences are told apart by an argument alone. */
const BY_ARGUMENT = new Set(['status', 'media-type', 'header']);

/** The parameter that a location is about, and the location inside it. */
function parameterOf({ subject, operation }: Difference): { in: string; name: string; rest: string } | null {
  const [, place, written = '', rest = ''] =
    /^(query|header|cookie|path):([^/]*)(.*)$/s.exec(subject.location) ?? [];
  if (place === undefined) return null;
  const name = place === 'path' ? (pathNames(operation?.path ?? '')[Number(written)] ?? written) : written;
  return { in: place, name, rest };
}

function pathNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '');
}

/** Everything that a sentence about this difference may quote, lower case. */
export function knownTexts(difference: Difference): Set<string> {
  const { subject, operation, args } = difference;
  const parameter = parameterOf(difference);
  const within = parameter ? parameter.rest : subject.location;
  const names = within.split('/').filter((name) => name !== '');
  const property = propertyPath(within);
  const texts = [
    ...(parameter ? [parameter.in, parameter.name] : []),
    ...names,
    ...[property, `/${property}`, names.join('/'), `/${names.join('/')}`],
    ...[within.replaceAll('*', 'items'), within.replaceAll('*', 'items').slice(1)],
    ...[subject.status, subject.media, operation?.operationId, operation?.path],
    ...['type', 'format', 'type/format', 'items'],
    ...leaves(args),
  ];
  return new Set(texts.flatMap((text) => (text === undefined ? [] : [text.toLowerCase()])));
}

/** `data/name` for `/data/*` + `/name` and for oasdiff's `/data/items/name`: names alone. */
function propertyPath(location: string): string {
  const names = location.split('/').map((name) => name.toLowerCase());
  return names.filter((name) => !/^(\*|\{\*\}|items|<.*>|(all|any|one)of\[.*\]|)$/.test(name)).join('/');
}

function is(...names: string[]): (quoted: string) => boolean {
  const lower = names.map((name) => name.toLowerCase());
  return (quoted) => lower.includes(quoted);
}

/** The scalar values in arguments, as text. */
function leaves(value: Json): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return value.flatMap(leaves);
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [String(value)];
}
