import type { Shape } from '../schema/shape.ts';
import { STATED } from '../schema/stated.ts';
import { alternativeFacts, type Documents, wrapFacts } from './alternative-facts.ts';
import { boundFacts } from './bound-facts.ts';
import { discriminatorFacts } from './discriminator-facts.ts';
import { factOf, type Pair } from './fact.ts';
import { innerFacts } from './inner-facts.ts';
import { keywordFacts } from './keyword-facts.ts';
import { listedBoundFacts } from './listed-facts.ts';
import {
  isSaidBy,
  type Member,
  type Membership,
  membershipOf,
  mergedFacts,
  NO_MEMBERS,
} from './merged-facts.ts';
import { propertyFacts, type Readers } from './property-facts.ts';
import { areDisjoint, nullableFacts, typeFacts, typesAreOffered } from './type-facts.ts';
import { defaultFacts, extensibleFacts, valueFacts } from './value-facts.ts';

/**
 * Compares two schemas: their own differences, and the places inside both that are to be compared in turn.
 * Nothing inside is entered, so circular schemas are no matter here.
 */
export function compareShapes(pair: Pair, documents: Documents, readers: Readers): void {
  const { a, b } = pair;
  if (a.never || b.never) {
    if (a.never !== b.never) pair.tell(factOf(pair, 'schema.undecided', { keyword: 'false' }));
    return;
  }
  if (a.opaque.has('$ref') || b.opaque.has('$ref')) {
    keywordFacts(pair, documents);
    return;
  }
  const either = a.stated | b.stated;
  const states = (kinds: number): boolean => (either & kinds) !== 0;
  if (a.groups.length !== b.groups.length && wrapFacts(pair, documents, readers)) return;
  nullableFacts(pair);
  typeFacts(pair);
  if (areDisjoint(pair) && !typesAreOffered(pair)) return;
  if (a.values || b.values) {
    valueFacts(pair);
    listedBoundFacts(pair);
  } else if (states(BOUNDS)) boundFacts(pair);
  if (states(STATED.extensible)) extensibleFacts(pair);
  if (states(STATED.default)) defaultFacts(pair);
  if (states(STATED.property) && !isNullAlone(a) && !isNullAlone(b)) propertyFacts(pair, readers);
  if (states(STATED.element | STATED.property | STATED.opaque)) innerFacts(pair, documents);
  if (states(STATED.discriminator)) discriminatorFacts(pair);
  if (a.groups.length + b.groups.length > 0) alternativeFacts(pair, documents, readers);
  const members = states(STATED.merged) ? membershipOf(pair, documents) : NO_MEMBERS;
  if (states(STATED.opaque)) keywordFacts(withoutSaidBy(pair, members), documents);
  if (states(STATED.merged)) mergedFacts(pair, members);
}

/** What is told of bounds, sizes, patterns and the like. */
const BOUNDS = STATED.bound | STATED.size | STATED.multiple | STATED.pattern | STATED.unique;

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
