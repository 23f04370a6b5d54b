import type { Witness } from '../drift/difference.ts';
import type { Json } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import type { IsWord } from './contract-words.ts';
import { typeOf } from './fault-change.ts';
import type { Reading, SchemaFault, SchemaValidators } from './schema-validators.ts';

const LONGEST = 100;

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
 * property, just beyond the limit, or not among the listed values. Null where the judge does not refuse it for the same reason.
 *
 * @param schema the schema that the fault is at
 */
export function witnessOf(
  { validators, isWord }: { validators: SchemaValidators; isWord: IsWord },
  schema: Located<Json>,
  reading: Reading,
  fault: SchemaFault,
  value: Json | undefined,
): Witness | null {
  const instance = plainInstance(fault, value, isWord);
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

function plainInstance(
  { keyword, params }: SchemaFault,
  value: Json | undefined,
  isWord: IsWord,
): Json | undefined {
  if (keyword === 'required') return {};
  if (keyword === 'type') return PLAINEST[typeOf(value)];
  if (keyword === 'enum' || keyword === 'const') {
    return isWord(value) ? value : PLAINEST[typeOf(value)];
  }
  const { limit } = params;
  return typeof limit === 'number' ? beyond(keyword, limit) : undefined;
}

/** The plainest value on the wrong side of a limit. */
function beyond(keyword: string, limit: number): Json | undefined {
  switch (keyword) {
    case 'maximum':
      return limit + 1;
    case 'minimum':
      return limit - 1;
    case 'exclusiveMaximum':
    case 'exclusiveMinimum':
      return limit;
    case 'maxLength':
      return limit < LONGEST ? 'x'.repeat(limit + 1) : undefined;
    case 'minLength':
      return '';
    case 'minItems':
      return [];
    case 'minProperties':
      return {};
    default:
      return undefined;
  }
}
