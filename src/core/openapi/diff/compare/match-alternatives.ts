import { groupBy } from '../../../group-by.ts';
import { isObject, type Json } from '../../../json.ts';
import { contentHash, contentOutline } from '../../document/content-key.ts';
import { referenceOf, targetWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { ReadShape } from '../schema/read-shape.ts';
import type { Discriminator, Group, Parts, Shape } from '../schema/shape.ts';

/** One alternative of a choice, with all that it is recognised by. What costs something is found when first asked for. */
export class Alternative {
  readonly at: Located<Json>;
  /** Its discriminator value, or null. */
  readonly tag: string | null;
  /** Name of the component it refers to, or null. */
  readonly name: string | null;
  private readonly document: ApiDocument;
  private readonly read: ReadShape;
  private known: Shape | null = null;

  constructor(document: ApiDocument, read: ReadShape, at: Located<Json>, tag: string | null) {
    this.document = document;
    this.read = read;
    this.at = at;
    this.tag = tag;
    this.name = nameOf(referenceOf(at.value));
  }

  shape(): Shape {
    this.known ??= this.read([this.at]);
    return this.known;
  }

  /** Hash of its content. */
  content(): string {
    return contentHash(this.document.raw, this.at);
  }

  /** The same where the content is, and seldom where it is not. */
  outline(): string {
    return contentOutline(this.document.raw, this.at);
  }

  /** Like it, but for its discriminator value. */
  untagged(): Alternative {
    return new Alternative(this.document, this.read, this.at, null);
  }
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

/** The alternatives of a group. */
export function alternativesIn(document: ApiDocument, group: Group, read: ReadShape): Alternative[] {
  return group.alternatives.map(
    (at) => new Alternative(document, read, at, tagOf(document, group.discriminator, at)),
  );
}

/** The name of the component that a reference is to. */
function nameOf(reference: string | null): string | null {
  return reference === null ? null : reference.slice(reference.lastIndexOf('/') + 1);
}

/** A schema that is no choice, as the one alternative of itself. */
export function alternativeOf(document: ApiDocument, shape: Shape, parts: Parts): Alternative {
  return new Alternative(document, () => shape, parts[0] ?? { value: true, pointer: shape.pointer }, null);
}

/** How an alternative is written in a location: its discriminator value, else its content's hash. */
export function labelOf(alternative: Alternative): string {
  return `/<${(alternative.tag ?? alternative.content()).replaceAll('~', '~0').replaceAll('/', '~1')}>`;
}

/** What is not matched yet. */
type Left = Pick<Matching, 'removed' | 'added'>;

/** Finds which alternative became which: by discriminator value, name, content, title, then likeness. */
export function matchAlternatives(before: Alternative[], after: Alternative[]): Matching {
  const pairs: Matching['pairs'] = [];
  const left: Left = { removed: before, added: after };
  for (const step of STEPS) {
    if (left.removed.length === 0 || left.added.length === 0) break;
    const found = matchBy(left.removed, left.added, step(left));
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

const STEPS = [byTag, byName, byContent, byTitle];

/** What both sides are recognised by; null: not by this. */
type KeyOf = (alternative: Alternative) => string | null;

function byTag(): KeyOf {
  return ({ tag }) => tag;
}

function byName(): KeyOf {
  return ({ name }) => name;
}

/** Only what has the outline of one on the other side can have its content. */
function byContent(left: Left): KeyOf {
  // What would be found alike in the end need not be asked for its content.
  if (areAlikeAlone(left)) return () => null;
  const removed = new Set(left.removed.map((one) => one.outline()));
  const both = new Set(left.added.map((one) => one.outline()).filter((outline) => removed.has(outline)));
  return both.size === 0 ? () => null : (one) => (both.has(one.outline()) ? one.content() : null);
}

/** A title left empty is one too. */
function byTitle(): KeyOf {
  return ({ tag, at }) => {
    if (tag !== null || !isObject(at.value) || at.value.title === undefined) return null;
    return String(at.value.title);
  };
}

function areAlikeAlone({ removed, added }: Left): boolean {
  const [one, other] = [removed[0], added[0]];
  if (!one || !other || removed.length + added.length > 2) return false;
  return likeness(one, other) >= LEAST_LIKE;
}

function matchBy(before: Alternative[], after: Alternative[], key: KeyOf): Matching {
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
