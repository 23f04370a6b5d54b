import type { Witness } from '../drift/difference.ts';
import type { Json } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { keptValue, typeOf } from './fault-change.ts';
import type { Reading, SchemaFault, SchemaValidators } from './schema-validators.ts';

/** The plainest value of each JSON type. */
const PLAINEST: Record<string, Json> = {
  null: null,
  boolean: true,
  integer: 0,
  number: 0.5,
  string: '',
  array: [],
  object: {},
};

/**
 * A value without anything of the partner's that shows the fault: of the same JSON type, without the missing
 * property, or the enum value where that may be kept. Null where the judge does not refuse it for the same reason.
 *
 * @param schema the schema that the fault is at
 */
export function witnessOf(
  validators: SchemaValidators,
  schema: Located<Json>,
  reading: Reading,
  fault: SchemaFault,
  value: Json | undefined,
): Witness | null {
  const instance = plainInstance(fault.keyword, value);
  if (instance === undefined) return null;
  const refused = validators(
    schema,
    reading,
  )(instance).some(
    (one) =>
      one.keyword === fault.keyword &&
      one.instancePath.length === 0 &&
      one.params.missingProperty === fault.params.missingProperty,
  );
  if (!refused) return null;
  return { instance, acceptedBy: 'observed', refusedBy: 'baseline', because: fault.keyword };
}

function plainInstance(keyword: string, value: Json | undefined): Json | undefined {
  if (keyword === 'required') return {};
  if (keyword === 'type') return PLAINEST[typeOf(value)];
  if (keyword === 'enum' || keyword === 'const') return keptValue(value) ?? undefined;
  return undefined;
}
