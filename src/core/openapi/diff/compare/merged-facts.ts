import type { Json } from '../../../json.ts';
import { contentHash } from '../../document/content-key.ts';
import { referenceOf } from '../../document/reference.ts';
import type { ApiDocument, Located } from '../../document/types.ts';
import { takesEverything } from '../schema/takes-everything.ts';
import type { Documents } from './alternative-facts.ts';
import { type Compared, factOf, type Pair } from './fact.ts';

/** One member of `allOf`. */
interface Member {
  name: string | null;
  content: string;
  annotates: boolean;
  pointer: string;
}

/**
 * Members of `allOf` that came to others, or went from among them. What they mean is told where it differs;
 * what is only moved into members, or rewritten among them, is no change of members.
 */
export function* mergedFacts(pair: Pair, documents: Documents): Generator<Compared> {
  const { a, b } = pair;
  if (a.merged.length === 0 && b.merged.length === 0) return;
  const before = a.merged.map((at) => memberAt(documents.a, at));
  const after = b.merged.map((at) => memberAt(documents.b, at));
  const gone = without(before, after);
  const come = without(after, before);
  yield* annotationFacts(pair, gone, come);
  const removed = gone.filter(({ annotates }) => !annotates);
  const added = come.filter(({ annotates }) => !annotates);
  const onlyOne = (removed.length === 0) !== (added.length === 0);
  if (!onlyOne || before.length === removed.length || after.length === added.length) return;
  const request = pair.reading !== 'response';
  for (const { name, content, pointer } of added) {
    yield factOf(
      pair,
      'all-of.added',
      { schema: name ?? content },
      {
        pointer: { baseline: a.pointer, observed: pointer },
        ...(request && { ifAlone: 'all-of.added-annotation-only' }),
      },
    );
  }
  for (const { name, content, pointer } of removed) {
    yield factOf(
      pair,
      'all-of.removed',
      { schema: name ?? content },
      {
        pointer: { baseline: pointer, observed: b.pointer },
        ...(request && { ifAlone: 'all-of.removed-annotation-only' }),
      },
    );
  }
}

function* annotationFacts(pair: Pair, gone: Member[], come: Member[]): Generator<Compared> {
  const removed = gone.filter(({ annotates }) => annotates).length;
  const added = come.filter(({ annotates }) => annotates).length;
  if (added > removed) yield factOf(pair, 'all-of.added-annotation-only');
  if (removed > added) yield factOf(pair, 'all-of.removed-annotation-only');
}

function memberAt({ raw }: ApiDocument, at: Located<Json>): Member {
  return {
    name: referenceOf(at.value)?.split('/').at(-1) ?? null,
    content: contentHash(raw, at),
    annotates: takesEverything(at.value),
    pointer: at.pointer,
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
