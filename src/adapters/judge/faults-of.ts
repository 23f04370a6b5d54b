import type { ErrorObject } from 'ajv/dist/2020.js';
import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json } from '../../core/json.ts';
import { fromPointer } from '../../core/json-pointer.ts';
import { nestedFaults } from './nesting-ajv.ts';

/** Faults that are told of one value. */
const MOST_FAULTS = 1_000;

/** A place of which nothing can be said. */
export const UNDECIDED: SchemaFault = { keyword: 'undecided', instancePath: [], schemaPath: [], params: {} };

/** Keywords of ours that stand for one of JSON Schema. */
const WRITTEN: Readonly<Record<string, string>> = { $unique: 'uniqueItems', $multiple: 'multipleOf' };

/** Flattens what ajv and our nesting keywords reported, in the order of the schema. */
export function faultsOf(errors: readonly ErrorObject[]): SchemaFault[] {
  return errors.slice(0, MOST_FAULTS).flatMap(flattened).slice(0, MOST_FAULTS);
}

function flattened(error: ErrorObject): SchemaFault[] {
  const instancePath = fromPointer(error.instancePath);
  const schemaPath = fromPointer(error.schemaPath).slice(0, -1);
  const nested = nestedFaults(error);
  if (!nested) {
    const { allowedValues, ...params } = error.params;
    const keyword = WRITTEN[error.keyword] ?? error.keyword;
    if (error.keyword === '$multiple') params.multipleOf = error.schema as Json;
    return [{ keyword, instancePath, schemaPath, params }];
  }
  return nested.faults.map((fault) => ({
    ...fault,
    instancePath: [...instancePath, ...fault.instancePath],
    schemaPath: [...schemaPath, ...nested.step, ...fault.schemaPath],
  }));
}
