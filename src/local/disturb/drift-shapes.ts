import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { body, fine, objects, renamed, replaced, without } from './change-answer.ts';
import { type DriftMode, pick } from './types.ts';
import { first } from './vocabulary.ts';

function listAsObject(whole: Json, lists: readonly string[]): JsonObject {
  if (Array.isArray(whole)) return { 0: whole[0] ?? null };
  const own = lists.filter((name) => isObject(whole) && Array.isArray(whole[name]));
  return { ...(whole as JsonObject), ...Object.fromEntries(own.map((name) => [name, { first: 'new' }])) };
}

/** True changes of what is in an answer: members, types, values. */
export const CHANGED_SHAPES: readonly DriftMode[] = [
  {
    name: 'a field removed',
    at: 'json',
    word: 'removable',
    arrange: (draw, { removable }) => objects(without(pick(draw, removable))),
  },
  {
    name: 'a field renamed',
    at: 'json',
    word: 'number',
    arrange: (_, { number }) => objects(renamed((name) => (name === first(number) ? 'renamed_total' : name))),
  },
  {
    name: 'a field moved into an object',
    at: 'json',
    word: 'number',
    arrange: (_, { number, beside }) =>
      objects((one) => {
        const names = [first(number), ...beside.slice(0, 1)].filter((name) => Object.hasOwn(one, name));
        if (!names.includes(first(number))) return one;
        const inner = Object.fromEntries(names.map((name) => [name, one[name] ?? null]));
        return { ...without(...names)(one), money: inner };
      }),
  },
  {
    name: 'a type changed',
    at: 'json',
    word: 'number',
    arrange: (_, { number }) => objects(replaced(first(number), (value) => ({ value, exponent: 2 }))),
  },
  {
    name: 'a number as text',
    at: 'json',
    word: 'number',
    arrange: (_, { number }) => objects(replaced(first(number), String)),
  },
  {
    name: 'a number with a fraction',
    at: 'json',
    word: 'fraction',
    arrange: (_, { fraction }) => objects(replaced(first(fraction), () => 912.5)),
  },
  {
    name: 'a boolean as a number',
    at: 'json',
    word: 'flags',
    arrange: (_, { flags }) =>
      objects((one) => flags.reduce((changed, name) => replaced(name, Number)(changed), one)),
  },
  {
    name: 'an id as a number',
    at: 'json',
    word: 'id',
    arrange: (_, { id }) => objects(replaced(first(id), () => 4711)),
  },
  {
    name: 'a field that may be null',
    at: 'json',
    word: 'nullable',
    arrange: (_, { nullable }) => objects(replaced(first(nullable), () => null)),
  },
  {
    name: 'a new listed value',
    at: 'json',
    word: 'listed',
    arrange: (draw, { listed }) =>
      objects(replaced(first(listed), () => pick(draw, ['maintenance', 'disputed', 'SUCCEEDED']))),
  },
  {
    name: 'dates as numbers',
    at: 'json',
    word: 'date',
    arrange: (_, { date }) => objects(replaced(first(date), () => 1_790_856_000)),
  },
  {
    name: 'another format of dates',
    at: 'json',
    word: 'date',
    arrange: (draw, { date }) =>
      objects(
        replaced(first(date), () =>
          pick(draw, ['01/10/2026 12:00', 'Thu, 01 Oct 2026 12:00:00 GMT', '2026-10-01']),
        ),
      ),
  },
  {
    name: 'a list became an object',
    at: 'json',
    word: 'lists',
    arrange: (_, { lists }) =>
      fine((well) => ({
        ...well,
        body: listAsObject(well.body as Json, lists),
      })),
  },
  { name: 'an object became a list', at: 'object', arrange: () => body((whole) => [whole]) },
  {
    name: 'an empty list became null',
    at: 'json',
    word: 'list',
    arrange: (_, { list }) =>
      body((whole) => (Array.isArray(whole) ? null : { ...(whole as JsonObject), [first(list)]: null })),
  },
  {
    name: 'an object became its id',
    at: 'json',
    word: 'object',
    arrange: (_, { object }) => objects(replaced(first(object), () => 'adr_1')),
  },
  {
    name: 'a part of an object removed',
    at: 'json',
    word: 'part',
    arrange: (_, { part }) => objects(without(first(part))),
  },
];
