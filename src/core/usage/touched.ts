import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { PactField } from '../pact/types.ts';
import { instancesAt } from './instances.ts';
import { isWithin, type Location } from './location.ts';
import type { UsedBy } from './types.ts';

/** Fields of ours at a place and below it. */
export interface Touched {
  at: PactField[];
  below: PactField[];
}

/** What a use says about a place; both lists are empty where it does not look there. */
export function touchedBy(use: UsedBy, part: PactField['part'], place: Location): Touched {
  const fields = (use.fields ?? []).filter((field) => field.part === part && isNamed(field, place));
  if (place.of !== 'body') return { at: fields, below: [] };
  const loose = use.grade !== 'pact';
  const within = fields.filter((field) => isWithin(stepsOf(field), place.steps, loose));
  const at = within.filter((field) => isWithin(place.steps, stepsOf(field), loose));
  return { at, below: within.filter((field) => !at.includes(field)) };
}

/** What we send at a place: bodies by their example, parameters as their texts. */
export function sentAt(use: UsedBy, place: Location): Json[] {
  if (place.of === 'body') return instancesAt(sentBody(use), place.steps);
  return touchedBy(use, 'request', place).at.map((field) => field.example);
}

/** The objects in our body that would hold the property at this place. */
export function sentParents(use: UsedBy, place: Location): Json[] {
  return instancesAt(sentBody(use), place.steps.slice(0, -1)).filter(isObject);
}

/**
 * False where the place is in an alternative (`<card>`) and nothing in our example says that it is the
 * one we meet.
 */
export function isSureAlternative(use: UsedBy, part: PactField['part'], place: Location): boolean {
  const examples = (use.fields ?? [])
    .filter((field) => field.part === part && field.of === 'body')
    .map((field) => field.example);
  return place.alternatives.every((value) => examples.includes(value));
}

function sentBody(use: UsedBy): Json | undefined {
  return use.fields?.find((field) => field.part === 'request' && field.of === 'body' && field.location === '')
    ?.example;
}

function stepsOf(field: PactField): string[] {
  return field.location === '' ? [] : field.location.split('/').slice(1).map(unescaped);
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Deep objects and lists in a query are written `filter[status]` and `ids[]`. */
function isNamed(field: PactField, place: Location): boolean {
  if (place.of === 'cookie') {
    return field.of === 'header' && field.location === 'cookie' && hasCookie(field.example, place.name);
  }
  if (field.of !== place.of) return false;
  if (place.of === 'body') return true;
  return (
    field.location === place.name || (place.of === 'query' && field.location.startsWith(`${place.name}[`))
  );
}

function hasCookie(header: Json, name: string): boolean {
  return String(header)
    .split(';')
    .some((pair) => pair.trim().startsWith(`${name}=`));
}
