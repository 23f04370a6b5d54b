import { alternativeFacts, type Documents, wrapFacts } from './alternative-facts.ts';
import { boundFacts } from './bound-facts.ts';
import { discriminatorFacts } from './discriminator-facts.ts';
import { type Compared, factOf, type Pair } from './fact.ts';
import { innerFacts } from './inner-facts.ts';
import { keywordFacts } from './keyword-facts.ts';
import { mergedFacts } from './merged-facts.ts';
import { propertyFacts, type Readers } from './property-facts.ts';
import { areDisjoint, nullableFacts, typeFacts } from './type-facts.ts';
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
  yield* nullableFacts(pair);
  if (yield* wrapFacts(pair, documents, readers)) return;
  yield* typeFacts(pair);
  if (areDisjoint(pair)) return;
  // Where values are listed, bounds on them say nothing more.
  yield* a.values || b.values ? valueFacts(pair) : boundFacts(pair);
  yield* extensibleFacts(pair);
  yield* defaultFacts(pair);
  yield* propertyFacts(pair, readers);
  yield* innerFacts(pair, documents);
  yield* discriminatorFacts(pair);
  yield* alternativeFacts(pair, documents, readers);
  yield* keywordFacts(pair, documents);
  yield* mergedFacts(pair, documents);
}
