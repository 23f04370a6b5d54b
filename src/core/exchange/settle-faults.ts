import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { soleAlternative } from './alternative-label.ts';
import { meantAlternative, tagIn } from './alternatives.ts';
import { schemaAt, stepsOf } from './fault-place.ts';
import { schemaTypes } from './schema-types.ts';
import type { SchemaFault } from './schema-validators.ts';

/**
 * What is really wrong: for a union that nothing fits, the faults of the alternative that was meant, or the
 * union's own; for `contains` and `propertyNames` the keyword itself. Keywords beside a wrong type are left out.
 */
export function settleFaults(
  root: JsonObject,
  schema: Located<Json>,
  value: Json,
  faults: SchemaFault[],
): SchemaFault[] {
  const settled = settle(root, schema, value, faults.filter(isTelling));
  const mistyped = new Set(settled.filter(({ keyword }) => keyword === 'type').map(placeKey));
  return settled.filter((fault) => fault.keyword === 'type' || !mistyped.has(placeKey(fault)));
}

/** The part of a value that a fault is about. */
export function partOf(value: Json, instancePath: readonly string[]): Json | undefined {
  let at: Json | undefined = value;
  for (const token of instancePath) {
    if (Array.isArray(at)) at = at[Number(token)];
    else at = isObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
  }
  return at;
}

function settle(root: JsonObject, schema: Located<Json>, value: Json, faults: SchemaFault[]): SchemaFault[] {
  const [outer] = faults.filter(isUnion).sort((a, b) => a.schemaPath.length - b.schemaPath.length);
  if (!outer) return faults;
  const inside = faults.filter((fault) => branchOf(outer, fault) !== null);
  const rest = faults.filter((fault) => fault !== outer && branchOf(outer, fault) === null);
  return [...meant(root, schema, value, outer, inside), ...settle(root, schema, value, rest)];
}

function meant(
  root: JsonObject,
  schema: Located<Json>,
  value: Json,
  union: SchemaFault,
  inside: SchemaFault[],
): SchemaFault[] {
  const undecided = inside.find(({ keyword }) => keyword === 'undecided');
  if (undecided) return [{ ...union, keyword: 'undecided', params: {} }];
  const at = schemaAt(root, schema, union.schemaPath);
  if (!isObject(at?.value)) return [union];
  const located = { value: at.value, pointer: at.pointer };
  const part = partOf(value, union.instancePath) ?? null;
  const settledOf = (index: number) =>
    settle(
      root,
      schema,
      value,
      inside.filter((fault) => branchOf(union, fault) === index),
    );
  const choice = meantAlternative(root, located, part, (index) =>
    settledOf(index).map((fault) => ({
      ...fault,
      instancePath: fault.instancePath.slice(union.instancePath.length),
    })),
  );
  if (typeof choice === 'object') return settledOf(choice.index);
  const isOneOf = Array.isArray(located.value.oneOf) && located.value.oneOf.length > 0;
  if (choice === 'unknown' || (isOneOf && !soleAlternative(root, located) && part !== null)) {
    const alternative = tagIn(located, part);
    return [{ ...union, keyword: isOneOf ? 'oneOf' : 'anyOf', params: { alternative } }];
  }
  const types = [...schemaTypes(root, located)];
  return [{ ...union, keyword: 'type', params: { type: types } }];
}

/** Which alternative of the union a fault lies in, or null. */
function branchOf(union: SchemaFault, fault: SchemaFault): number | null {
  const { schemaPath, instancePath, keyword } = union;
  if (fault === union || fault.schemaPath.length < schemaPath.length + 2) return null;
  if (fault.schemaPath[schemaPath.length] !== keyword) return null;
  if (!schemaPath.every((token, index) => fault.schemaPath[index] === token)) return null;
  if (!instancePath.every((token, index) => fault.instancePath[index] === token)) return null;
  return Number(fault.schemaPath[schemaPath.length + 1]);
}

function isUnion(fault: SchemaFault): boolean {
  return fault.keyword === 'anyOf' || fault.keyword === 'oneOf';
}

function isTelling(fault: SchemaFault): boolean {
  if (fault.keyword === 'if') return false;
  return !stepsOf(fault.schemaPath).some(
    ({ keyword }) => keyword === 'contains' || keyword === 'propertyNames',
  );
}

function placeKey(fault: SchemaFault): string {
  return JSON.stringify(fault.instancePath);
}
