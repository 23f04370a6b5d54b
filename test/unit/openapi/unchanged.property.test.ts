import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { isObject, type Json, type JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { NOTHING_UNCHANGED } from '../../../src/core/openapi/diff/unchanged/unchanged.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const NAMES = ['Apple', 'Berry', 'Cherry', 'Date'];
const leaf = fc.oneof(
  fc.record(
    { type: fc.constantFrom('string', 'integer', 'boolean'), description: fc.constantFrom('one', 'two') },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }) }),
  fc.constantFrom(...NAMES).map((name) => ({ $ref: `#/components/schemas/${name}` })),
);
const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'xsmall', withCrossShrink: true },
    leaf as fc.Arbitrary<Json>,
    fc.record({
      type: fc.constant('object'),
      properties: fc.dictionary(fc.constantFrom('id', 'note', 'description'), tie('schema'), {
        noNullPrototype: true,
        maxKeys: 2,
      }),
      required: fc.uniqueArray(fc.constantFrom('id', 'note')),
    }) as fc.Arbitrary<Json>,
    fc.record({ type: fc.constant('array'), items: tie('schema') }) as fc.Arbitrary<Json>,
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Json>,
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }) as fc.Arbitrary<Json>,
  ),
}));

/** A document in which operations share components, and one component only refers to another. */
const document = fc
  .record({
    schemas: fc.tuple(...NAMES.map(() => schema)),
    shared: schema,
    bodies: fc.tuple(schema, schema, schema),
    openapi: fc.constantFrom('3.0.3', '3.1.0'),
  })
  .map(({ schemas, shared, bodies, openapi }): JsonObject => {
    const operation = (body: Json): JsonObject => ({
      parameters: [{ $ref: '#/components/parameters/Page' }, { name: 'q', in: 'query', schema: body }],
      requestBody: { content: { 'application/json': { schema: body } } },
      responses: {
        200: { description: '', content: { 'application/json': { schema: { items: body } } } },
        default: { $ref: '#/components/responses/Problem' },
      },
    });
    const whole = {
      openapi,
      info: { title: 'Any', version: '1' },
      paths: Object.fromEntries(
        bodies.map((body, index) => [
          `/a${index}`,
          { parameters: [{ name: 'shared', in: 'header', schema: shared }], post: operation(body) },
        ]),
      ),
      components: {
        schemas: Object.fromEntries(schemas.map((one, index) => [NAMES[index], cut(one)])) as JsonObject,
        parameters: { Page: { name: 'page', in: 'query', schema: shared } },
        responses: { Problem: { description: '', content: { 'application/json': { schema: shared } } } },
      },
    };
    // As read from a text: what is written twice is there twice.
    return JSON.parse(JSON.stringify(whole));
  });

/** A component that is nothing but a reference could lead back to itself. */
function cut(value: Json): Json {
  return isObject(value) && '$ref' in value ? { type: 'boolean' } : value;
}

/** Whether a component is, in the place where it stands, a part of itself: JSON Schema gives that no meaning. */
function isPartOfItself(document: JsonObject): boolean {
  const schemas = (document as { components: { schemas: JsonObject } }).components.schemas;
  const leadsBack = (value: Json | undefined, seen: readonly string[]): boolean => {
    if (!isObject(value)) return false;
    if (typeof value.$ref === 'string') {
      const name = value.$ref.slice(value.$ref.lastIndexOf('/') + 1);
      return seen.includes(name) || leadsBack(schemas[name], [...seen, name]);
    }
    return [value.allOf, value.anyOf].flat().some((one) => leadsBack(one, seen));
  };
  return Object.keys(schemas).some((name) => leadsBack(schemas[name], [name]));
}

interface Slot {
  get(): Json;
  set(value: Json): void;
}

/** Every value under the paths and components that may be another one. */
function slotsOf(value: Json, slots: Slot[] = []): Slot[] {
  if (typeof value !== 'object' || value === null) return slots;
  const inside = value as Record<string, Json>;
  for (const key of Object.keys(value)) {
    const isSchema = ['schema', 'items', 'id', 'note', ...NAMES].includes(key) || Array.isArray(value);
    if (isSchema || key === 'type' || key === 'required' || key === 'description') {
      slots.push({
        get: () => inside[key] as Json,
        set: (next) => {
          inside[key] = next;
        },
      });
    }
    slotsOf(inside[key] as Json, slots);
  }
  return slots;
}

/** The same document with a few values put in the places of others. */
function mutated(raw: JsonObject, picks: readonly (readonly [number, number])[]): JsonObject {
  const copy = structuredClone(raw);
  for (const [from, to] of picks) {
    const { paths, components } = copy;
    const slots = slotsOf({ paths: paths ?? null, components: components ?? null });
    const source = slots[from % slots.length]?.get();
    const target = slots[to % slots.length];
    if (source !== undefined && target && typeof target.get() === typeof source) {
      target.set(structuredClone(source));
    }
  }
  return copy;
}

function found(before: JsonObject, after: JsonObject, thorough: boolean): Json {
  try {
    const [a, b] = [openDocument(before, sha256), openDocument(after, sha256)];
    const options = thorough ? { unchanged: NOTHING_UNCHANGED } : {};
    return JSON.parse(JSON.stringify(diffDocuments(a, b, options)));
  } catch (error) {
    return error instanceof Error ? error.message : null;
  }
}

describe('the diff with and without a skip of what is unchanged', () => {
  it('finds exactly the same', () => {
    let differing = 0;
    fc.assert(
      fc.property(
        document,
        fc.array(fc.tuple(fc.nat(500), fc.nat(500)), { maxLength: 3 }),
        fc.constantFrom(null, '3.0.3', '3.1.0'),
        (before, picks, version) => {
          const after = { ...mutated(before, picks), ...(version !== null && { openapi: version }) };
          fc.pre(!isPartOfItself(after));
          const skipped = found(before, after, false);
          if (Array.isArray(skipped) && skipped.length > 0) differing++;
          expect(skipped).toEqual(found(before, after, true));
        },
      ),
      { numRuns: 200 },
    );
    expect(differing).toBeGreaterThan(60);
  });
});
