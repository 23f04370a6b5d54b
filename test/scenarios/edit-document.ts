import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import type { Edit } from './scenario.ts';

/** A document after some edits; the one that is given stays as it is. */
export function editDocument(document: JsonObject, edits: readonly Edit[]): JsonObject {
  const next = structuredClone(document);
  for (const edit of edits) {
    if ('set' in edit) for (const [place, value] of Object.entries(edit.set)) put(next, place, value as Json);
    else if ('remove' in edit) take(next, edit.remove);
    else if ('drop' in edit) drop(next, edit.drop);
    else if ('move' in edit) put(next, edit.move[1], take(next, edit.move[0]));
    else put(next, edit.reverse, turned(at(next, stepsTo(edit.reverse))));
  }
  return next;
}

/**
 * Steps to a place: a JSON Pointer; `GET /rates` and a pointer below that operation; or the name of a schema and a
 * pointer below it.
 */
export function stepsTo(place: string): string[] {
  const [first = '', second = '', third = ''] = place.split(' ');
  const below = (pointer: string) =>
    pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (first.startsWith('/')) return below(first);
  if (/^[A-Z]+$/.test(first)) {
    const under = second.startsWith('webhook:') ? ['webhooks', second.slice(8)] : ['paths', second];
    return [...under, first.toLowerCase(), ...below(third)];
  }
  return ['components', 'schemas', first, ...below(second)];
}

function at(value: Json | undefined, steps: readonly string[]): Json {
  let here = value;
  for (const step of steps) {
    here = Array.isArray(here) ? here[Number(step)] : isObject(here) ? here[step] : undefined;
    if (here === undefined) throw new Error(`there is no ${step} of ${steps.join(' > ')}`);
  }
  return here as Json;
}

function put(document: JsonObject, place: string, value: Json): void {
  const steps = stepsTo(place);
  const last = steps.pop() as string;
  const parent = at(document, steps);
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (isObject(parent)) parent[last] = value;
  else throw new Error(`nothing can be put at ${place}`);
}

function take(document: JsonObject, place: string): Json {
  const steps = stepsTo(place);
  const taken = at(document, steps);
  const last = steps.pop() as string;
  const parent = at(document, steps);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as JsonObject)[last];
  return taken;
}

/** `Booking weight`: a property, its being required, and its value in examples. */
function drop(document: JsonObject, place: string): void {
  const [schema = '', property = ''] = place.split(' ');
  take(document, `${schema} /properties/${property}`);
  const owner = at(document, ['components', 'schemas', schema]) as JsonObject;
  if (Array.isArray(owner.required)) owner.required = owner.required.filter((name) => name !== property);
}

function turned(value: Json): Json {
  if (Array.isArray(value)) return value.toReversed();
  return isObject(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value;
}
