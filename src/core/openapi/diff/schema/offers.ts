import type { Json, JsonObject } from '../../../json.ts';
import type { Located } from '../../document/types.ts';
import type { ReadChoice } from './alternatives.ts';
import { groupsOf, typesListedBy, valuesListedBy } from './groups.ts';
import type { Group, SchemaType } from './shape.ts';

/** What the choices of schemas that all hold come to. */
export interface Offers {
  /** Those that are neither lists of types nor of values. */
  groups: readonly Group[];
  lists: readonly ReadonlySet<SchemaType>[];
  values: readonly (readonly Json[])[];
  /** Null stands beside such a list. */
  orNull: boolean;
}

/** Of schemas without a choice. */
export const NO_OFFERS: Offers = { groups: [], lists: [], values: [], orNull: false };

/** Tells choices of nothing but types, and of nothing but values, from the others. */
export function offersOf(choice: ReadChoice, plain: readonly Located<JsonObject>[]): Offers {
  const groups: Group[] = [];
  const lists: ReadonlySet<SchemaType>[] = [];
  const listed: Json[][] = [];
  let orNull = false;
  for (const group of groupsOf(choice, plain)) {
    const types = typesListedBy(group);
    const values = types ? null : valuesListedBy(group);
    if (types) lists.push(types);
    else if (values) listed.push(values);
    else groups.push(group);
    if (group.nullable && (types || values)) orNull = true;
  }
  return { groups, lists, values: listed, orNull };
}
