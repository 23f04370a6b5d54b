import { isObject, type Json, type JsonObject } from '../../core/json.ts';

/** Members whose own members are named by the author: there, a key is a name and not a keyword. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
  'schemas',
  'responses',
  'parameters',
  'headers',
  'requestBodies',
  'securitySchemes',
  'links',
  'callbacks',
  'pathItems',
  'paths',
  'webhooks',
  'content',
  'encoding',
]);

/** Members that hold data and never references that matter to a contract. */
const DATA = new Set(['example', 'examples', 'enum', 'const', 'default', 'externalDocs']);

/** Where a visited object stands. */
export interface Standing {
  /** Its path in the text, as a copy. */
  path(): string[];
  /** The nearest schema around it, or itself, that names itself with `$id`. */
  within: { id: string; path: string[]; value: JsonObject } | null;
}

/** Sees each object whose members are keywords, from the outside in. */
type Visitor = (value: JsonObject, standing: Standing) => void;

/**
 * Calls `change` with every `$ref` of a document, and with every discriminator mapping that is a reference,
 * and writes what it returns in place. Examples, enums and extensions are left alone.
 *
 * @param base the address of the text, which `$id` is relative to; without it such names are not looked at
 */
export function visitReferences(
  root: Json,
  change: (reference: string, standing: Standing) => string,
  base?: string,
): void {
  const visit: Visitor = (value, standing) => {
    if (typeof value.$ref === 'string') value.$ref = change(value.$ref, standing);
    const mapping = isObject(value.discriminator) ? value.discriminator.mapping : undefined;
    if (!isObject(mapping)) return;
    for (const [name, target] of Object.entries(mapping)) {
      if (typeof target !== 'string' || !/#|\.(?:ya?ml|json)$/.test(target)) continue;
      mapping[name] = change(target, standing);
    }
  };
  visitObjects(root, visit, base);
}

/**
 * Visits the objects of a document whose members are keywords; one that aliases share is visited once.
 *
 * @param base the address of the text, which `$id` is relative to (RFC 3986)
 */
export function visitObjects(root: Json, visit: Visitor, base?: string): void {
  const walk: Walk = { visit, base, seen: new Set(), path: [] };
  step(walk, root, false, null);
}

interface Walk {
  visit: Visitor;
  base: string | undefined;
  seen: Set<object>;
  path: string[];
}

function step(walk: Walk, value: Json, isMap: boolean, within: Standing['within']): void {
  if (typeof value !== 'object' || value === null || walk.seen.has(value)) return;
  walk.seen.add(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) member(walk, String(index), item, false, within);
    return;
  }
  const inner = isMap ? within : named(walk, value, within);
  if (!isMap) walk.visit(value, { path: () => [...walk.path], within: inner });
  for (const [key, item] of Object.entries(value)) {
    if (!isMap && (DATA.has(key) || key.startsWith('x-') || key === 'discriminator')) continue;
    member(walk, key, item, !isMap && MAPS.has(key), inner);
  }
}

function member(walk: Walk, key: string, value: Json, isMap: boolean, within: Standing['within']): void {
  walk.path.push(key);
  step(walk, value, isMap, within);
  walk.path.pop();
}

function named({ base, path }: Walk, value: JsonObject, within: Standing['within']): Standing['within'] {
  const from = within?.id ?? base;
  if (typeof value.$id !== 'string' || from === undefined) return within;
  const id = URL.parse(value.$id, from);
  if (!id) return within;
  id.hash = '';
  return { id: id.href, path: [...path], value };
}
