import type { Difference } from '../drift/difference.ts';
import type { Json } from '../json.ts';

/** Facets whose differences are told apart by an argument alone. */
const NAMED_BY_ARGUMENT = new Set([
  'status',
  'media-type',
  'tag',
  'operation-id',
  'security',
  'security-scheme',
  'schema',
  'server',
]);

/**
 * What must be quoted for a sentence to be about this difference: a test for a quoted text, or null where the
 * difference has no name of its own (a removed operation).
 */
export function nameOf(difference: Difference): ((quoted: string) => boolean) | null {
  const { location } = difference.subject;
  const parameter = /^(?:query|header|cookie):([^/]*)/.exec(location)?.[1];
  if (parameter !== undefined) return is(parameter);
  if (location.startsWith('path:')) return is(...leaves(difference.args));
  const property = propertyPath(location);
  if (property !== '') return (quoted) => propertyPath(quoted) === property;
  if (NAMED_BY_ARGUMENT.has(difference.facet) && leaves(difference.args).length > 0) {
    return is(...leaves(difference.args));
  }
  return null;
}

/** Everything that a sentence about this difference may quote, lower case. */
export function knownTexts(difference: Difference): Set<string> {
  const { subject, operation, args } = difference;
  const parameter = /^(query|header|cookie|path):([^/]*)(.*)$/s.exec(subject.location);
  const within = parameter ? (parameter[3] ?? '') : subject.location;
  const names = within.split('/').filter((name) => name !== '');
  const property = propertyPath(within);
  const texts = [
    ...(parameter ? [parameter[1], parameter[2]] : []),
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
