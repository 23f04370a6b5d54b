import { isObject, type Json } from '../json.ts';
import { resolveWhereKnown } from '../openapi/document/reference.ts';
import type { ApiDocument, Located, Operation } from '../openapi/document/types.ts';
import { isJsonMedia } from './media.ts';

const DEEPEST = 8;

/** Names of the members that the operation's good answers promise at their root, lower case. */
export function promisedNames(document: ApiDocument, operation: Operation): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { status, content } of operation.responses) {
    if (!/^2/.test(status)) continue;
    for (const { media, schema } of content)
      if (isJsonMedia(media) && schema) collect(document, schema, names, 0);
  }
  return names;
}

function collect(document: ApiDocument, schema: Located<Json>, names: Set<string>, depth: number): void {
  const { value, pointer } = resolveWhereKnown(document, schema);
  if (!isObject(value) || depth > DEEPEST) return;
  if (isObject(value.properties))
    for (const name of Object.keys(value.properties)) names.add(name.toLowerCase());
  for (const keyword of ['allOf', 'oneOf', 'anyOf']) {
    const parts = value[keyword];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries())
      collect(document, { value: part, pointer: `${pointer}/${keyword}/${index}` }, names, depth + 1);
  }
  // Of a list, what its items promise: an error in place of it shares nothing with them either.
  if (isObject(value.items))
    collect(document, { value: value.items, pointer: `${pointer}/items` }, names, depth + 1);
}
