import { groupBy } from '../../../group-by.ts';
import { isObject, type Json } from '../../../json.ts';
import { contentHash } from '../../document/content-key.ts';
import { referenceOf, targetWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { ReadShape } from '../schema/read-shape.ts';
import type { Discriminator, Group, Parts, Shape } from '../schema/shape.ts';

/** One alternative of a choice. */
export interface Alternative {
  at: Located<Json>;
  /** Read when first asked for. */
  shape(): Shape;
  /** Its discriminator value, or null. */
  tag: string | null;
  /** Name of the component it refers to, or null. */
  name: string | null;
  /** Hash of its content; made when first asked for. */
  content(): string;
}

/** Alternatives side by side. */
export interface Matching {
  pairs: [Alternative, Alternative][];
  removed: Alternative[];
  added: Alternative[];
}

/** More left-over pairs than this are not compared for likeness. */
const MOST_COMPARED = 10_000;

/** From this {@link likeness} on, one alternative is held to have become the other. */
const LEAST_LIKE = 0.5;

/** The alternatives of a group, with all that they are recognised by. */
export function alternativesIn(document: ApiDocument, group: Group, read: ReadShape): Alternative[] {
  return group.alternatives.map((at) => {
    let shape: Shape | null = null;
    return {
      at,
      shape: () => {
        shape ??= read([at]);
        return shape;
      },
      tag: tagOf(document, group.discriminator, at),
      name: nameOf(referenceOf(at.value)),
      content: () => contentHash(document.raw, at),
    };
  });
}

/** The name of the component that a reference is to. */
function nameOf(reference: string | null): string | null {
  return reference === null ? null : reference.slice(reference.lastIndexOf('/') + 1);
}

/** A schema that is no choice, as the one alternative of itself. */
export function alternativeOf(document: ApiDocument, shape: Shape, parts: Parts): Alternative {
  const at = parts[0] ?? { value: true, pointer: shape.pointer };
  const name = nameOf(referenceOf(at.value));
  return { at, shape: () => shape, tag: null, name, content: () => contentHash(document.raw, at) };
}

/** How an alternative is written in a location: its discriminator value, else its content's hash. */
export function labelOf({ tag, content }: Alternative): string {
  return `/<${(tag ?? content()).replaceAll('~', '~0').replaceAll('/', '~1')}>`;
}

/** Finds which alternative became which: by discriminator value, name, content, title, then likeness. */
export function matchAlternatives(before: Alternative[], after: Alternative[]): Matching {
  const pairs: Matching['pairs'] = [];
  const left = { removed: before, added: after };
  for (const key of [tagKey, nameKey, contentKey, titleKey]) {
    // What would be found alike in the end need not be asked for its content.
    if (key === contentKey && areAlikeAlone(left)) break;
    const found = matchBy(left.removed, left.added, key);
    pairs.push(...found.pairs);
    left.removed = found.removed;
    left.added = found.added;
  }
  if (left.removed.length * left.added.length <= MOST_COMPARED) {
    const found = matchAlike(left.removed, left.added);
    pairs.push(...found.pairs);
    return { pairs, removed: found.removed, added: found.added };
  }
  return { pairs, ...left };
}

function areAlikeAlone({ removed, added }: Omit<Matching, 'pairs'>): boolean {
  const [one, other] = [removed[0], added[0]];
  if (!one || !other || removed.length + added.length > 2) return false;
  return likeness(one, other) >= LEAST_LIKE;
}

function tagKey({ tag }: Alternative): string | null {
  return tag;
}

function nameKey({ name }: Alternative): string | null {
  return name;
}

function contentKey({ content }: Alternative): string | null {
  return content();
}

/** A title left empty is one too. */
function titleKey({ tag, at }: Alternative): string | null {
  if (tag !== null || !isObject(at.value) || at.value.title === undefined) return null;
  return String(at.value.title);
}

function matchBy(
  before: Alternative[],
  after: Alternative[],
  key: (alternative: Alternative) => string | null,
): Matching {
  if (before.length === 0 || after.length === 0) return { pairs: [], removed: before, added: after };
  const open = groupBy(after, key);
  const pairs: Matching['pairs'] = [];
  const removed: Alternative[] = [];
  for (const one of before) {
    const said = key(one);
    const match = said === null ? undefined : open.get(said)?.shift();
    if (match) pairs.push([one, match]);
    else removed.push(one);
  }
  const taken = new Set(pairs.map(([, match]) => match));
  return { pairs, removed, added: after.filter((one) => !taken.has(one)) };
}

function matchAlike(before: Alternative[], after: Alternative[]): Matching {
  const pairs: Matching['pairs'] = [];
  const added = [...after];
  const removed = before.filter((one) => {
    const scores = added.map((other) => likeness(one, other));
    const best = Math.max(0, ...scores);
    if (best < LEAST_LIKE) return true;
    const [match] = added.splice(scores.indexOf(best), 1);
    if (match) pairs.push([one, match]);
    return false;
  });
  return { pairs, removed, added };
}

/** 0 to 1: the same types and, for objects, the share of property names in common. */
function likeness(one: Alternative, other: Alternative): number {
  if (one.tag !== null && other.tag !== null) return 0;
  const [before, after] = [one.shape(), other.shape()];
  if (typesText(before) !== typesText(after)) return 0;
  const names = new Set(before.properties.keys());
  const others = [...after.properties.keys()];
  const shared = others.filter((name) => names.has(name)).length;
  const all = names.size + others.length - shared;
  return all === 0 ? 1 : shared / all;
}

function typesText({ types }: Shape): string {
  return types === null ? 'any' : [...types].sort().join();
}

function tagOf(document: ApiDocument, discriminator: Discriminator | null, at: Located<Json>): string | null {
  const reference = referenceOf(at.value);
  if (!discriminator || reference === null) return null;
  const target = targetWhereKnown(document.raw, reference, at.pointer)?.pointer;
  for (const [value, to] of discriminator.mapping) {
    const pointer = to.includes('/') || to.includes('#') ? to : `#/components/schemas/${to}`;
    if (pointer === reference || pointer === target) return value;
  }
  return nameOf(reference);
}
