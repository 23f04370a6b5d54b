import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import { isObject, type JsonObject } from '../../core/json.ts';
import type { Judge } from './nesting.ts';

/** A union whose discriminator says which alternative a value is. */
export interface TaggedUnion {
  keyword: 'oneOf' | 'anyOf';
  property: string;
  /** Position of the alternative by discriminator value. */
  tags: Record<string, number>;
  /** True where the document lists the values: then another one is no alternative. */
  listed: boolean;
}

/**
 * Reads the discriminator of a schema with alternatives: values of its mapping, and names of the schemas
 * that the alternatives refer to. Null without one.
 */
export function taggedUnion(schema: JsonObject): TaggedUnion | null {
  const { discriminator } = schema;
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') return null;
  const keyword = Array.isArray(schema.oneOf) ? 'oneOf' : 'anyOf';
  const alternatives = schema[keyword];
  if (!Array.isArray(alternatives)) return null;
  const references = alternatives.map((one) =>
    isObject(one) && typeof one.$ref === 'string' ? one.$ref : null,
  );
  const tags: Record<string, number> = Object.create(null);
  for (const [index, reference] of references.entries()) {
    if (reference !== null) tags[reference.split('/').at(-1) as string] = index;
  }
  const mapping = isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
  for (const [tag, to] of mapping) {
    const index = references.findIndex(
      (reference) => reference === to || reference?.endsWith(`/schemas/${to}`),
    );
    if (index >= 0) tags[tag] = index;
  }
  return { keyword, property: discriminator.propertyName, tags, listed: mapping.length > 0 };
}

/** Judges a value by the alternative that it names, else by all of them: one has to fit. */
export function judgeTagged(union: TaggedUnion, alternatives: Judge[]): Judge {
  const { keyword } = union;
  const faultsAt = (index: number, value: Parameters<Judge>[0]): SchemaFault[] =>
    (alternatives[index]?.(value) ?? []).map((fault) => ({
      ...fault,
      schemaPath: [keyword, String(index), ...fault.schemaPath],
    }));
  const none: SchemaFault = { keyword, instancePath: [], schemaPath: [], params: {} };
  return (value) => {
    const tag = isObject(value) && Object.hasOwn(value, union.property) ? value[union.property] : undefined;
    if (typeof tag === 'string') {
      const index = union.tags[tag];
      if (index !== undefined) return faultsAt(index, value);
      if (union.listed) return [none];
    }
    const each = alternatives.map((_, index) => faultsAt(index, value));
    return each.some((faults) => faults.length === 0) ? [] : [none, ...each.flat()];
  };
}
