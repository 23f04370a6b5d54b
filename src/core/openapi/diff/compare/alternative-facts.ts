import { isObject, type Json, type JsonObject } from '../../../json.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { ReadShape } from '../schema/read-shape.ts';
import type { Group, Shape } from '../schema/shape.ts';
import { areApart, covers } from './covers.ts';
import { type Compared, factOf, type Pair } from './fact.ts';
import {
  type Alternative,
  alternativeOf,
  alternativesIn,
  labelOf,
  matchAlternatives,
} from './match-alternatives.ts';
import type { Readers } from './property-facts.ts';
import { isTypeHarmful, nullableFacts } from './type-facts.ts';

/** The documents of a pair. */
export interface Documents {
  a: ApiDocument;
  b: ApiDocument;
}

/** Alternatives are held against so many others, to see whether they overlap. */
const MOST_OTHERS = 40;

/** Differences of `oneOf` and `anyOf`, and the alternatives to compare further. */
export function alternativeFacts(pair: Pair, documents: Documents, readers: Readers): void {
  const { a, b } = pair;
  if (a.groups.length !== b.groups.length) {
    const counts = [a.groups.length, b.groups.length];
    if (Math.max(...counts) > 1) pair.tell(factOf(pair, 'schema.undecided', { keyword: 'oneOf' }));
    return;
  }
  for (const [index, group] of a.groups.entries()) {
    const other = b.groups[index] as Group;
    const before = alternativesIn(documents.a, group, readers.a);
    const after = alternativesIn(documents.b, other, readers.b);
    if (group.kind !== other.kind) kindFacts(pair, group, before, after, readers);
    const found = matchAlternatives(before, after);
    for (const [one, two] of found.pairs) {
      if (readers.isSame(one.at.value, two.at.value)) continue;
      const isCertain = () => isApart(one, before, readers.a) && isApart(two, after, readers.b);
      pair.tell({
        edge: {
          step: () => labelOf(one),
          baseline: [one.at],
          observed: [two.at],
          uncertain: () => (isCertain() ? null : 'choice'),
        },
      });
    }
    for (const one of found.removed) {
      if (!isCovered([one, readers.a], [after, readers.b], pair))
        pair.tell(changed(pair, group.kind, 'removed', one));
    }
    for (const one of found.added) {
      if (!isCovered([one, readers.b], [before, readers.a], pair))
        pair.tell(changed(pair, other.kind, 'added', one));
    }
  }
}

/** One alternative that has to fit, and no other, against one or more: the same where no value can fit two. */
function kindFacts(
  pair: Pair,
  { kind }: Group,
  before: readonly Alternative[],
  after: readonly Alternative[],
  readers: Readers,
): void {
  const [exclusive, read] = kind === 'one-of' ? [before, readers.a] : [after, readers.b];
  if (exclusive.every((one) => isApart(one, exclusive, read))) return;
  pair.tell(factOf(pair, kind === 'one-of' ? 'one-of.became-any-of' : 'any-of.became-one-of'));
}

/**
 * Where only one side has a choice: compares the other side with the alternative that is like it, and gives
 * the rest of the choice as added or removed.
 *
 * @returns false where no alternative is like the other side; it tells then only that this is not decided
 */
export function wrapFacts(pair: Pair, documents: Documents, readers: Readers): boolean {
  const { a, b, parts } = pair;
  const group = a.groups[0] ?? b.groups[0];
  if (!group || a.groups.length + b.groups.length !== 1) return false;
  const wrapped = b.groups.length === 1;
  const [readChoice, readSingle] = wrapped ? [readers.b, readers.a] : [readers.a, readers.b];
  const choice = alternativesIn(wrapped ? documents.b : documents.a, group, readChoice);
  const single = wrapped
    ? alternativeOf(documents.a, a, parts.baseline)
    : alternativeOf(documents.b, b, parts.observed);
  const same = likeIn(choice, single) ?? meetingIn(choice, single, readChoice);
  if (!same) {
    if (wrapped && group.kind === 'one-of' && rewrapped(pair, choice)) return true;
    const isWide = wrapped !== (pair.reading === 'response');
    if (isWide && !isTypeHarmful(pair) && !isCovered([single, readSingle], [choice, readChoice], pair)) {
      pair.tell(factOf(pair, 'schema.undecided', { keyword: group.kind === 'one-of' ? 'oneOf' : 'anyOf' }));
    }
    return false;
  }
  const uncertain = isApart(same, choice, readChoice) ? {} : { uncertain: 'choice' as const };
  const whole = [group.nullable ? orNull(same.at) : same.at, ...group.beside()];
  // Otherwise the pair to compare further tells it.
  if (readChoice(whole).nullable !== (wrapped ? b : a).nullable) nullableFacts(pair);
  pair.tell({
    edge: wrapped
      ? { step: '', baseline: parts.baseline, observed: whole, ...uncertain }
      : { step: '', baseline: whole, observed: parts.observed, ...uncertain },
  });
  for (const one of choice) {
    if (one === same || isCovered([one, readChoice], [[single], readSingle], pair)) continue;
    pair.tell(changed(pair, group.kind, wrapped ? 'added' : 'removed', one));
  }
  return true;
}

const nullable = new WeakMap<JsonObject, JsonObject>();

/** A schema with null beside it, as it is in the choice that it is one of. Made once for each. */
function orNull({ value, pointer }: Located<Json>): Located<Json> {
  if (!isObject(value)) return { value, pointer };
  const made = nullable.get(value) ?? { anyOf: [value, { type: 'null' }] };
  nullable.set(value, made);
  return { value: made, pointer };
}

function likeIn(choice: readonly Alternative[], single: Alternative): Alternative | undefined {
  const untagged = choice.map((one) => one.untagged());
  const [match] = matchAlternatives([single], untagged).pairs;
  return match && choice[untagged.indexOf(match[1])];
}

/** The one alternative that can have a value in common with a schema. */
function meetingIn(
  choice: readonly Alternative[],
  single: Alternative,
  read: ReadShape,
): Alternative | undefined {
  if (choice.length > MOST_OTHERS) return undefined;
  const meeting = choice.filter((one) => !areApart(one.shape(), single.shape(), read));
  return meeting.length === 1 ? meeting[0] : undefined;
}

/** An object that became a choice of objects, none of which is like it. */
function rewrapped(pair: Pair, choice: readonly Alternative[]): boolean {
  if (!isObjectOnly(pair.a) || !choice.every((one) => isObjectOnly(one.shape()))) return false;
  pair.tell(factOf(pair, 'one-of.wrapped', {}, { otherwise: 'type.changed' }));
  return true;
}

function isObjectOnly({ types, properties }: Shape): boolean {
  return types !== null && types.size === 1 && types.has('object') && [...properties.keys()].length > 0;
}

/** True where no value of the alternative can be one of another. */
function isApart(one: Alternative, all: readonly Alternative[], read: ReadShape): boolean {
  if (one.tag !== null) return true;
  return (
    all.length <= MOST_OTHERS &&
    all.every((other) => other === one || areApart(one.shape(), other.shape(), read))
  );
}

/** True where another alternative takes all of it, and more: what only has another name is told. */
function isCovered(
  [one, read]: readonly [Alternative, ReadShape],
  [others, readOther]: readonly [readonly Alternative[], ReadShape],
  { reading }: Pair,
): boolean {
  if (one.tag !== null || others.length > MOST_OTHERS) return false;
  return others.some(
    (other) =>
      other.tag === null &&
      covers([other.shape(), readOther], [one.shape(), read], reading) &&
      other.content() !== one.content(),
  );
}

function changed(
  pair: Pair,
  kind: Group['kind'],
  change: 'added' | 'removed',
  alternative: Alternative,
): Compared {
  const { pointer } = alternative.at;
  return factOf(
    pair,
    `${kind}.${change}`,
    { alternative: alternative.tag ?? alternative.name ?? alternative.content() },
    {
      pointer:
        change === 'added'
          ? { baseline: pair.a.pointer, observed: pointer }
          : { baseline: pointer, observed: pair.b.pointer },
    },
  );
}
