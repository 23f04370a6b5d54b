import { type ResolveSchema, type ShapePlace, shapePlan } from '../../exchange/shape-plan.ts';
import { isObject, type Json } from '../../json.ts';
import { pointerInto } from '../../json-pointer.ts';
import type { Located } from '../../openapi/document/types.ts';

const DEEPEST = 40;
const MOST_PLACES = 20_000;
const MOST_ELEMENTS = 200;

/** The documented fields that a value has, and how many names it has besides. */
export interface FieldLocations {
  /** Innermost locations: arrays `*`, values of maps `{*}`. */
  locations: Set<string>;
  undocumented: number;
}

/**
 * Where a value has the fields of a schema. A name is told only where the schema has it: any other may be data, and is
 * counted.
 *
 * @param found takes what is found
 */
export function addFieldLocations(
  found: FieldLocations,
  value: Json,
  schema: Located<Json> | null,
  resolve: ResolveSchema,
): void {
  const plan = shapePlan(resolve);
  let places = 0;

  const visit = (here: Json, place: ShapePlace, at: string, depth: number): void => {
    if (++places > MOST_PLACES || depth > DEEPEST) return;
    if (Array.isArray(here)) {
      const items = plan.items(place);
      if (here.length === 0) found.locations.add(at);
      for (const element of here.slice(0, MOST_ELEMENTS)) visit(element, items, `${at}/*`, depth + 1);
      return;
    }
    if (!isObject(here)) {
      found.locations.add(at);
      return;
    }
    let isLeaf = true;
    for (const name of Object.keys(here)) {
      const own = plan.property(place, name);
      if (own === null && !isMapOf(place)) {
        found.undocumented++;
        continue;
      }
      isLeaf = false;
      const next = own ?? plan.rest(place);
      visit(here[name] as Json, next, own ? pointerInto(at, name) : `${at}/{*}`, depth + 1);
    }
    if (isLeaf) found.locations.add(at);
  };

  visit(value, plan.root(schema), '', 0);
}

/** Without the places that others stand in: what is told of the inner ones holds for them. */
export function innermost(locations: ReadonlySet<string>): string[] {
  const sorted = [...locations].filter((one) => one !== '').sort();
  const outer = new Set<string>();
  for (const one of sorted)
    for (let at = one.lastIndexOf('/'); at > 0; at = one.lastIndexOf('/', at - 1))
      outer.add(one.slice(0, at));
  return sorted.filter((one) => !outer.has(one));
}

function isMapOf({ parts }: ShapePlace): boolean {
  return parts.some(
    ({ value }) => isObject(value.additionalProperties) || value.patternProperties !== undefined,
  );
}
