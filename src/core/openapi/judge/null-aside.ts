import type { JsonObject } from '../../json.ts';
import type { Keywords, Schema } from './schema.ts';

/**
 * A 3.0 schema with `nullable: true`, without that word; null where it does not say so. Null is then one more
 * value of the whole, whatever else the schema asks for.
 */
export function nullAside(schema: JsonObject): JsonObject | null {
  if (schema.nullable !== true) return null;
  const { nullable: _, ...rest } = schema;
  return rest;
}

/** Null, or what fits the schema; written so that a refusal is that of the schema itself. */
export function whereNotNull(schema: Schema): Keywords {
  return { if: { type: ['null'] }, else: schema, $orNull: schema };
}
