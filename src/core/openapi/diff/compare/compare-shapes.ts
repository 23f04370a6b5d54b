import type { Shape } from '../schema/shape.ts';
import { alternativeFacts, type Documents, wrapFacts } from './alternative-facts.ts';
import { boundFacts } from './bound-facts.ts';
import { discriminatorFacts } from './discriminator-facts.ts';
import { type Compared, factOf, type Pair } from './fact.ts';
import { innerFacts } from './inner-facts.ts';
import { keywordFacts } from './keyword-facts.ts';
import { listedBoundFacts } from './listed-facts.ts';
import { isSaidBy, type Member, type Membership, membershipOf, mergedFacts } from './merged-facts.ts';
import { propertyFacts, type Readers } from './property-facts.ts';
import { areDisjoint, nullableFacts, typeFacts, typesAreOffered } from './type-facts.ts';
import { defaultFacts, extensibleFacts, valueFacts } from './value-facts.ts';

/**
 * Compares two schemas: their own differences, and the places inside both that are to be compared in turn.
 * Nothing inside is entered, so circular schemas are no matter here.
 */
export function* compareShapes(pair: Pair, documents: Documents, readers: Readers): Generator<Compared> {
  const { a, b } = pair;
  if (a.never || b.never) {
    if (a.never !== b.never) yield factOf(pair, 'schema.undecided', { keyword: 'false' });
    return;
  }
  if (a.opaque.has('$ref') || b.opaque.has('$ref')) {
    yield* keywordFacts(pair, documents);
    return;
  }
  if (yield* wrapFacts(pair, documents, readers)) return;
  yield* nullableFacts(pair);
  yield* typeFacts(pair);
  if (areDisjoint(pair) && !typesAreOffered(pair)) return;
  if (a.values || b.values) {
    yield* valueFacts(pair);
    yield* listedBoundFacts(pair);
  } else yield* boundFacts(pair);
  yield* extensibleFacts(pair);
  yield* defaultFacts(pair);
  if (!isNullAlone(a) && !isNullAlone(b)) yield* propertyFacts(pair, readers);
  yield* innerFacts(pair, documents);
  yield* discriminatorFacts(pair);
  yield* alternativeFacts(pair, documents, readers);
  const members = membershipOf(pair, documents);
  yield* keywordFacts(withoutSaidBy(pair, members), documents);
  yield* mergedFacts(pair, members);
}

/** True where null alone is listed: nothing else of it says anything. */
function isNullAlone({ values }: Shape): boolean {
  return values?.size === 0;
}

/** Without the keywords that only members say which are told themselves. */
function withoutSaidBy(pair: Pair, { gone, come }: Membership): Pair {
  const left = (shape: Shape, members: readonly Member[]): Shape => {
    const opaque = [...shape.opaque].filter(([, parts]) => !isSaidBy(members, parts));
    return opaque.length === shape.opaque.size ? shape : { ...shape, opaque: new Map(opaque) };
  };
  if (gone.length + come.length === 0) return pair;
  return { ...pair, a: left(pair.a, gone), b: left(pair.b, come) };
}
