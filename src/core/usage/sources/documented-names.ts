import { type ResolveSchema, type ShapePlace, shapePlan } from '../../exchange/shape-plan.ts';
import { isObject } from '../../json.ts';
import { pointerInto } from '../../json-pointer.ts';
import { resolveReference } from '../../openapi/document/reference.ts';
import type { ApiDocument, Operation } from '../../openapi/document/types.ts';
import { isSpecificName } from './specific-words.ts';

const DEEPEST = 6;
const MOST_FIELDS = 2_000;

/** The specific names of fields in the good answers of an operation, each with its locations. */
export function answerNames(document: ApiDocument, operation: Operation): Map<string, string[]> {
  const resolve: ResolveSchema = (schema) => resolveReference(document, schema);
  const plan = shapePlan(resolve);
  const names = new Map<string, string[]>();
  let left = MOST_FIELDS;
  const visit = (place: ShapePlace, at: string, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const { value } of place.properties)
      for (const name of Object.keys(value)) {
        if (left-- <= 0) return;
        const own = plan.property(place, name);
        if (!own) continue;
        const here = pointerInto(at, name);
        if (isSpecificName(name)) names.set(name, [...new Set([...(names.get(name) ?? []), here])]);
        visit(own, here, depth + 1);
      }
    if (place.parts.some((part) => isObject(part.value.items)))
      visit(plan.items(place), `${at}/*`, depth + 1);
  };
  for (const { status, content } of operation.responses)
    if (/^2/.test(status)) for (const { schema } of content) if (schema) visit(plan.root(schema), '', 0);
  return names;
}
