import { type ResolveSchema, type ShapePlace, shapePlan } from '../exchange/shape-plan.ts';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { pointerInto } from '../json-pointer.ts';
import type { Located } from '../openapi/document/types.ts';

const DEEPEST = 6;
const MOST_FIELDS = 2_000;

/** A documented field of a body: its name, and its location with `*` for the elements of arrays. */
export interface DocumentedField {
  name: string;
  location: string;
}

/** The fields that schemas of bodies have, outermost first within each; no more than 2,000, six levels deep. */
export function* documentedFields(
  schemas: Iterable<Located<Json>>,
  resolve: ResolveSchema,
): Generator<DocumentedField> {
  const plan = shapePlan(resolve);
  let left = MOST_FIELDS;
  function* visit(place: ShapePlace, at: string, depth: number): Generator<DocumentedField> {
    if (depth > DEEPEST) return;
    for (const { value } of place.properties)
      for (const name of Object.keys(value)) {
        if (left-- <= 0) return;
        const own = plan.property(place, name);
        if (!own) continue;
        const location = pointerInto(at, name);
        yield { name, location };
        yield* visit(own, location, depth + 1);
      }
    if (place.parts.some((part) => isObject(part.value.items)))
      yield* visit(plan.items(place), `${at}/*`, depth + 1);
  }
  for (const schema of schemas) yield* visit(plan.root(schema), '', 0);
}
