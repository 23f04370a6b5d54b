import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';
import { meantAlternative, taggedAlternative } from './alternatives.ts';
import type { Reading, SchemaFault, SchemaValidators } from './schema-validators.ts';
import {
  chosenPlace,
  elementPlace,
  type Place,
  placeOf,
  placesMade,
  propertyPlace,
  type Union,
} from './walk-plan.ts';

/** Limits of one walk; what lies beyond is not visited. */
const MOST_PLACES = 20_000;
const MOST_ELEMENTS = 500;
const DEEPEST = 100;

/** Choices within each other at one place. */
const MOST_CHOICES = 20;

/** What a walk needs to know. */
export interface WalkContext {
  root: JsonObject;
  validators: SchemaValidators;
  reading: Reading;
  /** True: scalars without a stated format are passed over. */
  passing?: boolean;
}

/**
 * Walks a value along the schema that promises it: depth first, alternatives as the value chose them. Where a choice was
 * too hard, none is made any more.
 *
 * @param see is told each place that anything is said of, with all plain schemas that hold there
 * @param unknown is told each property that no schema there knows, where the object is not a free map
 */
export function walkValue(
  context: WalkContext,
  schema: Located<Json>,
  value: Json,
  see: (value: Json, place: Place) => void,
  unknown?: (name: string, place: Place) => void,
): void {
  const { root, passing } = context;
  let places = 0;
  let tooHard = false;

  const enter = (from: Place, here: Json, depth: number): void => {
    const isPlain = from.formats.length === 0 && from.unions.length === 0;
    if (passing && isPlain && (typeof here !== 'object' || here === null)) return;
    visit(from, here, depth);
  };

  const visit = (from: Place, here: Json, depth: number): void => {
    if (++places > MOST_PLACES || depth > DEEPEST) return;
    const place = from.unions.length > 0 ? decided(from, here) : from;
    see(here, place);
    if (Array.isArray(here)) {
      const length = Math.min(here.length, MOST_ELEMENTS);
      for (let index = 0; index < length; index++) {
        const next = elementPlace(root, place, index);
        if (next) enter(next, here[index] as Json, depth + 1);
      }
    } else if (isObject(here)) {
      for (const name in here) {
        const next = propertyPlace(root, place, name);
        if (next) enter(next, here[name] as Json, depth + 1);
        else if (place.isClosed) unknown?.(name, place);
      }
    }
  };

  const decided = (from: Place, here: Json): Place => {
    let place = from;
    for (let round = 0; round < MOST_CHOICES && place.unions.length > 0; round++) {
      place = chosenPlace(
        root,
        place,
        place.unions.map((union) => chosenAlternatives(union, here)),
      );
    }
    return place;
  };

  /** Positions of the alternatives that the value fits; else of the one that was meant. */
  const chosenAlternatives = ({ schema: union, alternatives }: Union, here: Json): number[] => {
    if (tooHard) return [];
    const tagged = taggedAlternative(root, union, here);
    if (tagged !== null) return [tagged];
    const faults: SchemaFault[][] = [];
    for (const one of alternatives) {
      const found = context.validators(one, context.reading)(here);
      if (found.some(isUndecided)) {
        tooHard = true;
        return [];
      }
      faults.push(found);
    }
    const fitting = faults.flatMap((found, index) => (found.length === 0 ? [index] : []));
    const named =
      fitting.length > 0 && union.value.discriminator === undefined
        ? null
        : meantAlternative(root, union, here, (index) => faults[index] ?? []);
    if (union.value.discriminator !== undefined && isNamed(named)) return [named.index];
    if (fitting.length > 0) return fitting;
    return isNamed(named) ? [named.index] : [];
  };

  const plan = planOf(root, schema);
  const before = placesMade();
  visit(plan.place, value, 0);
  plan.made += placesMade() - before;
  if (plan.made > MOST_KEPT && typeof schema.value === 'object' && schema.value) plans.delete(schema.value);
}

function isNamed(choice: unknown): choice is { index: number } {
  return typeof choice === 'object' && choice !== null;
}

interface Plan {
  place: Place;
  made: number;
}

/** Places of one plan that are kept: of schemas in a circle, values make ever more. */
const MOST_KEPT = 20_000;

/** Plans are kept for as long as their document is. */
const plans = new WeakMap<object, Plan>();

function planOf(root: JsonObject, schema: Located<Json>): Plan {
  const { value } = schema;
  const known = typeof value === 'object' && value !== null ? plans.get(value) : undefined;
  if (known) return known;
  const plan = { place: placeOf(root, [{ schema, location: '' }]), made: 0 };
  if (typeof value === 'object' && value !== null) plans.set(value, plan);
  return plan;
}

function isUndecided({ keyword, schemaPath }: SchemaFault): boolean {
  return keyword === 'undecided' && schemaPath.length === 0;
}
