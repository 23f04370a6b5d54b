import { isObject, type Json, type JsonObject } from '../../../json.ts';
import { pointerInto } from '../../../json-pointer.ts';
import type { Located } from '../../document/types.ts';
import { MergedProperties, WrittenProperties } from './property-table.ts';
import type { Shape } from './shape.ts';
import { takesEverything } from './takes-everything.ts';

type Properties = Pick<Shape, 'properties' | 'closedOut' | 'required' | 'takesNoObject'>;

const NONE: ReadonlySet<string> = new Set();

/** Of schemas that speak of none. */
export const NO_PROPERTIES: Properties = {
  properties: new MergedProperties(new Map()),
  closedOut: NONE,
  required: NONE,
  takesNoObject: false,
};

/**
 * The properties of schemas that all hold. `additionalProperties` of one is about what it does not document
 * itself: it says so of what the others document, too (JSON Schema 2020-12, core, 10.3.2.3).
 */
export function propertiesOf(plain: readonly Located<JsonObject>[]): Properties {
  const required = requiredIn(plain);
  const [only] = plain;
  if (only && plain.length === 1 && !isObject(only.value.additionalProperties))
    return propertiesAs(only, required);
  const properties = new Map<string, Located<Json>[]>();
  for (const { value, pointer } of plain) {
    const written = value.properties;
    if (!isObject(written)) continue;
    for (const name of Object.keys(written)) {
      const at = { value: written[name] as Json, pointer: pointerInto(`${pointer}/properties`, name) };
      const parts = properties.get(name);
      if (parts) parts.push(at);
      else properties.set(name, [at]);
    }
  }
  const stating = plain.filter(({ value }) => isStated(value));
  const table = new MergedProperties(properties);
  if (stating.length === 0) return { properties: table, closedOut: NONE, required, takesNoObject: false };
  const closedOut = new Set<string>();
  for (const { value, pointer } of plain.length > 1 ? stating : []) {
    const own = isObject(value.properties) ? value.properties : {};
    for (const [name, parts] of properties) {
      if (Object.hasOwn(own, name)) continue;
      if (value.additionalProperties === false) closedOut.add(name);
      else parts.push(...undocumentedBy({ value, pointer }));
    }
  }
  const isClosed = stating.some(({ value }) => value.additionalProperties === false);
  const isForbidden = (name: string) => closedOut.has(name) || (isClosed && !properties.has(name));
  const takesNoObject = [...required].some(isForbidden);
  for (const name of required) {
    const said = properties.has(name) ? [] : stating.flatMap(undocumentedBy);
    if (said.length > 0) properties.set(name, said);
  }
  return { properties: table, closedOut, required, takesNoObject };
}

/** Of one schema, which says nothing of a property that it does not document but that there is none. */
function propertiesAs({ value, pointer }: Located<JsonObject>, required: ReadonlySet<string>): Properties {
  const written = isObject(value.properties) ? value.properties : NONE_WRITTEN;
  const isClosed = value.additionalProperties === false && isStated(value);
  return {
    properties: new WrittenProperties(written, `${pointer}/properties`),
    closedOut: NONE,
    required,
    takesNoObject: isClosed && [...required].some((name) => !Object.hasOwn(written, name)),
  };
}

const NONE_WRITTEN: JsonObject = {};

function requiredIn(plain: readonly Located<JsonObject>[]): ReadonlySet<string> {
  let names: Set<string> | null = null;
  for (const { value } of plain) {
    if (!Array.isArray(value.required)) continue;
    names ??= new Set();
    for (const name of value.required) if (typeof name === 'string') names.add(name);
  }
  return names ?? NONE;
}

function undocumentedBy({ value, pointer }: Located<JsonObject>): Located<Json>[] {
  const { additionalProperties: said } = value;
  return isObject(said) ? [{ value: said, pointer: `${pointer}/additionalProperties` }] : [];
}

/** Without patterns, by which it may document any name. */
function isStated({ additionalProperties, patternProperties }: JsonObject): boolean {
  if (patternProperties !== undefined) return false;
  return (
    additionalProperties === false ||
    (isObject(additionalProperties) && !takesEverything(additionalProperties))
  );
}
