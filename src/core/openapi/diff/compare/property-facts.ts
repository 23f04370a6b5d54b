import type { Json } from '../../../json.ts';
import { pointerInto } from '../../../json-pointer.ts';
import { lifecycleChanges } from '../operations/diff-lifecycle.ts';
import type { ReadShape, SchemaReader } from '../schema/read-shape.ts';
import type { Outline, Parts, Shape } from '../schema/shape.ts';
import { directionFacts, hiddenFacts, isRedirected } from './direction-facts.ts';
import { type Compared, type Fact, factOf, type Pair, writtenAt } from './fact.ts';

/** Reads the schemas of either document. */
export interface Readers {
  a: ReadShape;
  b: ReadShape;
  outlines: Record<'a' | 'b', SchemaReader['outline']>;
  /** Whether schemas are written the same, with all that they refer to: then nothing about them is told. */
  isUnchanged(baseline: Parts, observed: Parts): boolean;
  /** The same of what is written. */
  isSame(baseline: Json, observed: Json): boolean;
}

/** One property, as both documents have it; null where one has none. */
export interface Property {
  name: string;
  step: string;
  a: Side | null;
  b: Side | null;
}

export interface Side {
  parts: Parts;
  outline: Outline;
  required: boolean;
  /** Leaves this direction: `readOnly` in requests, `writeOnly` in responses. */
  hidden: boolean;
}

/** Differences of the properties of two object schemas, and the properties to compare further. */
export function propertyFacts(pair: Pair, readers: Readers): void {
  if (pair.reading !== 'response' && pair.a.takesNoObject !== pair.b.takesNoObject) {
    pair.tell(factOf(pair, 'schema.undecided', { keyword: 'additionalProperties' }));
  }
  eachName(pair, (name) => {
    if (isUnchanged(pair, name, readers)) return;
    const property = {
      name,
      step: pointerInto('', name),
      a: sideOf(pair.a, name, pair, readers.outlines.a),
      b: sideOf(pair.b, name, pair, readers.outlines.b),
    };
    const { a, b } = property;
    if (a && b) sharedFacts(pair, property, a, b, readers);
    else existenceFacts(pair, property);
  });
}

function isUnchanged({ a, b }: Pair, name: string, readers: Readers): boolean {
  if (a.closedOut.size + b.closedOut.size > 0) return false;
  if (a.required.has(name) !== b.required.has(name)) return false;
  const old = a.properties.written(name);
  const next = old === undefined ? undefined : b.properties.written(name);
  if (old !== undefined && next !== undefined) return readers.isSame(old, next);
  const before = a.properties.get(name);
  const after = b.properties.get(name);
  if (!before || !after) return false;
  return readers.isUnchanged(before, after);
}

function existenceFacts(pair: Pair, property: Property): void {
  const { a, b } = property;
  const response = pair.reading === 'response';
  if (a && !b && (response || !a.hidden)) {
    const hidden = a.hidden ? 'write-only-' : '';
    const key = `property.${hidden}removed-${a.required ? 'required' : 'optional'}` as const;
    pair.tell(about(pair, property, response ? key : 'property.removed'));
  }
  if (b && !a && (response || !b.hidden)) {
    const hidden = b.hidden ? 'write-only-' : '';
    const withDefault = !response && b.required && b.outline.default !== undefined;
    const key = `property.${hidden}added-${b.required ? 'required' : 'optional'}` as const;
    pair.tell(about(pair, property, withDefault ? 'property.added-required-with-default' : key));
  }
}

function sharedFacts(pair: Pair, property: Property, a: Side, b: Side, readers: Readers): void {
  const response = pair.reading === 'response';
  if (isRedirected(a, b)) directionFacts(pair, property, a, b);
  if (a.hidden && b.hidden) {
    if (response && a.required !== b.required) {
      pair.tell(
        about(
          pair,
          property,
          b.required ? 'required.write-only-became-required' : 'required.write-only-became-optional',
        ),
      );
    }
    hiddenFacts(pair, property.step, readers.a(a.parts), readers.b(b.parts));
    return;
  }
  if (a.hidden !== b.hidden) {
    if (a.hidden && b.required && !response) pair.tell(about(pair, property, 'required.became-required'));
    if (b.hidden && !response) hiddenFacts(pair, property.step, readers.a(a.parts), readers.b(b.parts));
    return;
  }
  if (a.required && !b.required) pair.tell(about(pair, property, 'required.became-optional'));
  if (!a.required && b.required) {
    const withDefault = !response && b.outline.default !== undefined;
    pair.tell(
      about(
        pair,
        property,
        withDefault ? 'required.became-required-with-default' : 'required.became-required',
      ),
    );
  }
  if (a.outline.lifecycle !== b.outline.lifecycle) {
    const { policy, today } = pair.asked;
    for (const change of lifecycleChanges(a.outline.lifecycle, b.outline.lifecycle, policy, today)) {
      pair.tell(about(pair, property, change.key, change));
    }
  }
  const baseline = pair.a.properties.get(property.name) ?? [];
  const observed = pair.b.properties.get(property.name) ?? [];
  pair.tell({ edge: { step: property.step, baseline, observed } });
}

function about(
  pair: Pair,
  property: Property,
  key: Fact['key'],
  more: Partial<Pick<Fact, 'args' | 'inOperations'>> = {},
): Compared {
  const { args, inOperations } = more;
  return factOf(
    pair,
    key,
    { property: property.name, ...args },
    {
      step: property.step,
      pointer: {
        baseline: property.a && writtenAt(property.a.outline, pair.a.properties.get(property.name) ?? []),
        observed: property.b && writtenAt(property.b.outline, pair.b.properties.get(property.name) ?? []),
      },
      ...(inOperations && { inOperations }),
    },
  );
}

/** Names of properties, those only listed in `required` too: baseline's first, in the order written. */
function eachName({ a, b }: Pair, visit: (name: string) => void): void {
  const isOfA = (name: string) => a.properties.has(name) || a.required.has(name);
  for (const name of a.properties.keys()) visit(name);
  for (const name of a.required) if (!a.properties.has(name)) visit(name);
  for (const name of b.properties.keys()) if (!isOfA(name)) visit(name);
  for (const name of b.required) if (!b.properties.has(name) && !isOfA(name)) visit(name);
}

/** A reader takes what is forbidden; where objects cannot fit at all, properties are read as they are meant. */
function isForbidden({ closedOut, takesNoObject }: Shape, name: string, reading: Pair['reading']): boolean {
  return reading !== 'response' && !takesNoObject && closedOut.has(name);
}

function sideOf(shape: Shape, name: string, { reading }: Pair, read: SchemaReader['outline']): Side | null {
  const stated = isForbidden(shape, name, reading) ? undefined : shape.properties.get(name);
  const required = shape.required.has(name);
  if (!stated && !required) return null;
  const parts = stated ?? [];
  const outline = read(parts);
  return { parts, outline, required, hidden: reading === 'response' ? outline.writeOnly : outline.readOnly };
}
