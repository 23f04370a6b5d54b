import type { ApiDocument } from '../openapi/document/types.ts';

const words = new WeakMap<ApiDocument, Set<string>>();
const MOST_SEGMENTS = 12;

/**
 * A path with the words that the document's paths are made of; whatever else stands in it may be somebody's data, and
 * becomes `{}`.
 */
export function pathShape(document: ApiDocument, path: string): string {
  const known = words.get(document) ?? wordsOf(document);
  words.set(document, known);
  const segments = path.split('/').slice(1);
  const shown = segments.slice(0, MOST_SEGMENTS).map((one) => (one === '' || known.has(one) ? one : '{}'));
  return `/${shown.join('/')}${segments.length > MOST_SEGMENTS ? '/...' : ''}`;
}

function wordsOf({ operations, servers }: ApiDocument): Set<string> {
  const bases = servers.map((server) => server.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, ''));
  const fixed = [...operations.map(({ path }) => path), ...bases].flatMap((path) => path.split('/'));
  return new Set(fixed.filter((segment) => !/[{}]/.test(segment)));
}
