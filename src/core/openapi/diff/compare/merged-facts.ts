import type { Json } from '../../../json.ts';
import { contentHash } from '../../document/content-key.ts';
import { referenceOf, resolveWhereKnown } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import type { ChangeKey } from '../rules/rules.ts';
import type { Parts, Shape } from '../schema/shape.ts';
import { takesEverything } from '../schema/takes-everything.ts';
import type { Documents } from './alternative-facts.ts';
import { type Fact, factOf, type Pair } from './fact.ts';

/** One member of `allOf`. */
export interface Member {
  name: string | null;
  content: string;
  /** True where it is words only. */
  annotates: boolean;
  pointer: string;
  /** Where what it refers to is written. */
  target: string;
}

/** Members of `allOf` that only one document has. */
export interface Membership {
  gone: readonly Member[];
  come: readonly Member[];
}

/** Of schemas without `allOf`. */
export const NO_MEMBERS: Membership = { gone: [], come: [] };

/** Finds the members that came to others, or went from among them; rewriting or moving some is neither. */
export function membershipOf({ a, b }: Pair, documents: Documents): Membership {
  if (a.merged.length === 0 && b.merged.length === 0) return NO_MEMBERS;
  const before = a.merged.map((at) => memberAt(documents.a, at));
  const after = b.merged.map((at) => memberAt(documents.b, at));
  const gone = without(before, after);
  const come = without(after, before);
  const removed = gone.filter(isReal).length;
  const added = come.filter(isReal).length;
  const isOne = (removed === 0) !== (added === 0) && before.length > removed && after.length > added;
  return isOne ? { gone, come } : { gone: gone.filter(isWords), come: come.filter(isWords) };
}

/** Tells the members of {@link membershipOf}. */
export function mergedFacts(pair: Pair, { gone, come }: Membership): void {
  annotationFacts(pair, gone, come);
  for (const member of come.filter(isReal)) {
    const pointer = { baseline: pair.a.pointer, observed: member.pointer };
    pair.tell(
      factOf(pair, 'all-of.added', argsOf(member), {
        pointer,
        ...ifAlone(pair, pair.b, member, 'all-of.added-annotation-only'),
      }),
    );
  }
  for (const member of gone.filter(isReal)) {
    const pointer = { baseline: member.pointer, observed: pair.b.pointer };
    pair.tell(
      factOf(pair, 'all-of.removed', argsOf(member), {
        pointer,
        ...ifAlone(pair, pair.a, member, 'all-of.removed-annotation-only'),
      }),
    );
  }
}

/** True where a keyword that is not merged is said by one of these members alone: they tell of it. */
export function isSaidBy(members: readonly Member[], parts: Parts): boolean {
  const isOf = ({ target }: Member, pointer: string) => pointer.startsWith(`${target}/`);
  return parts.every(({ pointer }) => members.some((member) => isReal(member) && isOf(member, pointer)));
}

/** What we send is not narrowed by a member that says what is said anyhow. */
function ifAlone(
  { reading }: Pair,
  { opaque }: Shape,
  member: Member,
  key: ChangeKey,
): Pick<Fact, 'ifAlone'> {
  if (reading === 'response' || [...opaque.values()].some((parts) => isSaidBy([member], parts))) return {};
  return { ifAlone: key };
}

function argsOf({ name, content }: Member) {
  return { schema: name ?? content };
}

function isWords({ annotates }: Member): boolean {
  return annotates;
}

function isReal({ annotates }: Member): boolean {
  return !annotates;
}

function annotationFacts(pair: Pair, gone: readonly Member[], come: readonly Member[]): void {
  const removed = gone.filter(isWords).length;
  const added = come.filter(isWords).length;
  if (added > removed) pair.tell(factOf(pair, 'all-of.added-annotation-only'));
  if (removed > added) pair.tell(factOf(pair, 'all-of.removed-annotation-only'));
}

function memberAt({ raw }: ApiDocument, at: Located<Json>): Member {
  return {
    name: referenceOf(at.value)?.split('/').at(-1) ?? null,
    content: contentHash(raw, at),
    annotates: takesEverything(at.value),
    pointer: at.pointer,
    target: resolveWhereKnown({ raw }, at).pointer,
  };
}

/** Members that others do not have: neither by name nor, each only once, by content. */
function without(members: readonly Member[], others: readonly Member[]): Member[] {
  const names = new Set(others.map(({ name }) => name).filter((name) => name !== null));
  const own = new Set(members.map(({ name }) => name));
  const left = others.filter(({ name }) => name === null || !own.has(name)).map(({ content }) => content);
  return members.filter(({ name, content }) => {
    if (name !== null && names.has(name)) return false;
    const same = left.indexOf(content);
    if (same !== -1) left.splice(same, 1);
    return same === -1;
  });
}
