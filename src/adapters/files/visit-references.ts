import { isObject, type Json } from '../../core/json.ts';

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

/**
 * Calls `change` with every `$ref` of a document, and with every discriminator mapping that is a reference,
 * and writes what it returns in place. Examples, enums and extensions are left alone.
 */
export function visitReferences(root: Json, change: (reference: string) => string): void {
  const seen = new Set<object>();
  visit(root, false, change, seen);
}

function visit(value: Json, isMap: boolean, change: (reference: string) => string, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (Array.isArray(value)) {
    for (const item of value) visit(item, false, change, seen);
    return;
  }
  if (!isMap && typeof value.$ref === 'string') value.$ref = change(value.$ref);
  for (const [key, member] of Object.entries(value)) {
    if (!isMap && (DATA.has(key) || key.startsWith('x-'))) continue;
    if (!isMap && key === 'discriminator') visitMapping(member, change);
    else visit(member, !isMap && MAPS.has(key), change, seen);
  }
}

function visitMapping(discriminator: Json, change: (reference: string) => string): void {
  const mapping = isObject(discriminator) ? discriminator.mapping : undefined;
  if (!isObject(mapping)) return;
  for (const [value, target] of Object.entries(mapping)) {
    if (typeof target === 'string' && /#|\.(ya?ml|json)$/.test(target)) mapping[value] = change(target);
  }
}
