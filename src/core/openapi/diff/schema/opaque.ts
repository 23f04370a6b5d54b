import type { Json, JsonObject } from '../../../json.ts';
import { contentKey } from '../../document/content-key.ts';
import type { ApiDocument, Located } from '../../document/types.ts';

/** Keywords whose polarity does not compose: their change is told, its direction is not decided. */
const OPAQUE = new Set([
  'not',
  'if',
  'then',
  'else',
  'contains',
  'minContains',
  'maxContains',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'patternProperties',
  'propertyNames',
  'prefixItems',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
  'contentMediaType',
  'contentEncoding',
  '$dynamicRef',
  '$ref', // one that leads nowhere
]);

/** The opaque keywords of schemas that all hold, each with its content as text. */
export function opaqueOf(document: ApiDocument, plain: readonly Located<JsonObject>[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { value, pointer } of plain) {
    for (const keyword of Object.keys(value)) {
      if (!OPAQUE.has(keyword)) continue;
      const key = contentKey(document.raw, { value: value[keyword] as Json, pointer });
      const before = found.get(keyword);
      found.set(keyword, before === undefined || before === key ? key : [before, key].sort().join(' '));
    }
  }
  return found;
}
