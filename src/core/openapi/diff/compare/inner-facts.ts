import { fromPointer } from '../../../json-pointer.ts';
import type { Shape } from '../schema/shape.ts';
import { type Compared, factOf, type Pair } from './fact.ts';

/** Elements of arrays, values of maps, and whether undocumented properties are taken. */
export function* innerFacts(pair: Pair): Generator<Compared> {
  const { a, b } = pair;
  if (a.items || b.items) yield { edge: { step: '/*', baseline: a.items ?? [], observed: b.items ?? [] } };
  if (a.additional && b.additional) {
    if (a.additional.length + b.additional.length > 0) {
      yield { edge: { step: '/{*}', baseline: a.additional, observed: b.additional } };
    }
  } else if (a.additional && isObjectAlone(b) && pair.reading !== 'response') {
    yield factOf(pair, 'additional-properties.forbidden');
  } else if (b.additional && isObjectAlone(a)) {
    yield factOf(pair, 'additional-properties.allowed');
  }
}

/** Keywords that are compared as text: told as changed, not judged. */
export function* opaqueFacts(pair: Pair): Generator<Compared> {
  const { a, b } = pair;
  const changed = [...new Set([...a.opaque.keys(), ...b.opaque.keys()])].filter(
    (keyword) => a.opaque.get(keyword) !== b.opaque.get(keyword) && !isHarmless(keyword, pair),
  );
  if (changed.length === 0) return;
  const before = a.members.map(nameAt);
  const after = b.members.map(nameAt);
  const added = after.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !after.includes(name));
  if (a.members.length !== b.members.length && added.length + removed.length > 0) {
    for (const schema of added) yield factOf(pair, 'all-of.added', { schema });
    for (const schema of removed) yield factOf(pair, 'all-of.removed', { schema });
  } else {
    for (const keyword of changed) yield factOf(pair, 'schema.undecided', { keyword });
  }
}

function nameAt(pointer: string): string {
  return fromPointer(pointer).at(-1) ?? '';
}

/**
 * A rule that ceases to hold for what we send, or begins to hold for what we get, takes nothing from us.
 * Readers of responses take undocumented properties, whatever the document says of them.
 */
function isHarmless(keyword: string, { a, b, reading }: Pair): boolean {
  if (reading === 'response' && keyword === 'unevaluatedProperties') return true;
  if (!ALONE.has(keyword)) return false;
  return reading === 'response' ? !a.opaque.has(keyword) : !b.opaque.has(keyword);
}

/** Keywords that restrict by themselves; others say how far a keyword beside them goes. */
const ALONE = new Set([
  'not',
  'contains',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'prefixItems',
]);

function isObjectAlone({ types, additional }: Shape): boolean {
  return additional === null && types?.has('object') === true;
}
