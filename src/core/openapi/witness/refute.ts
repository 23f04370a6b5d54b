import type { Json } from '../../json.ts';
import type { Keywords, Schema } from '../judge/schema.ts';
import { documentedIn } from './objects.ts';
import { textsOf } from './pattern-texts.ts';
import type { Demand, Flatten } from './spec.ts';

/** A keyword of a schema, in a plain schema that has it. */
interface Refuting {
  keyword: string;
  schema: Demand;
  /** All plain schemas that hold together with it. */
  plain: readonly Demand[];
  flatten: Flatten;
  deepest: number;
}

type Refuter = (refuting: Refuting) => Iterable<Demand>;

const TYPES = ['object', 'array', 'string', 'number', 'boolean', 'integer', 'null'];

/**
 * What to ask of a value so that the schemas refuse it because of a keyword of theirs.
 *
 * @param keywords those that shall refuse; null: any
 * @param deepest how many places deep inside the value the refusal may lie
 */
export function* refutations(
  schemas: readonly Schema[],
  keywords: ReadonlySet<string> | null,
  flatten: Flatten,
  deepest: number,
): Generator<Demand> {
  const flat = flatten(schemas);
  const plain = unlessNull(flat.plain, flatten);
  if (flat.never) yield {};
  for (const schema of plain) {
    for (const keyword of Object.keys(schema)) {
      if (keywords && !keywords.has(keyword)) continue;
      const refuter = REFUTERS[keyword];
      if (refuter) yield* refuter({ keyword, schema, plain, flatten, deepest });
    }
  }
}

/** The schemas that hold of all values but null. */
export function unlessNull(plain: readonly Demand[], flatten: Flatten): readonly Demand[] {
  const asides = plain.flatMap(({ $orNull }) => ($orNull === undefined ? [] : [$orNull]));
  return asides.length === 0 ? plain : [...plain, ...unlessNull(flatten(asides).plain, flatten)];
}

const number = (bound: Demand): Demand[] => [{ type: ['number'], ...bound }];
const object = (demand: Demand): Demand[] => [{ type: ['object'], ...demand }];
const array = (demand: Demand): Demand[] => [{ type: ['array'], ...demand }];

const REFUTERS: Record<string, Refuter> = {
  *type({ schema: { type = [] } }) {
    const others = TYPES.filter(
      (one) => !type.includes(one) && !(one === 'integer' && type.includes('number')),
    );
    for (const one of others) {
      yield one === 'number' && type.includes('integer')
        ? { type: ['number'], not: { type: ['integer'] } }
        : { type: [one] };
    }
  },
  enum: ({ schema, plain }) => unlisted(plain, schema.enum ?? []),
  const: ({ schema, plain }) => unlisted(plain, [schema.const ?? null]),
  minimum: ({ schema }) => number({ exclusiveMaximum: schema.minimum as number }),
  exclusiveMinimum: ({ schema }) => number({ maximum: schema.exclusiveMinimum as number }),
  maximum: ({ schema }) => number({ exclusiveMinimum: schema.maximum as number }),
  exclusiveMaximum: ({ schema }) => number({ minimum: schema.exclusiveMaximum as number }),
  multipleOf: ({ schema }) => number({ not: { multipleOf: schema.multipleOf as number } }),
  minLength: ({ schema }) => [{ type: ['string'], maxLength: (schema.minLength as number) - 1 }],
  maxLength: ({ schema }) => [{ type: ['string'], minLength: (schema.maxLength as number) + 1 }],
  $pattern: ({ schema }) => [{ type: ['string'], not: { $pattern: schema.$pattern as string } }],
  minItems: ({ schema }) => array({ maxItems: (schema.minItems as number) - 1 }),
  maxItems: ({ schema }) => array({ minItems: (schema.maxItems as number) + 1 }),
  uniqueItems: () => array({ minItems: 2, $twice: true }),
  minProperties: ({ schema }) => object({ maxProperties: (schema.minProperties as number) - 1 }),
  maxProperties: ({ schema }) => object({ minProperties: (schema.maxProperties as number) + 1 }),
  required: ({ schema }) => (schema.required ?? []).flatMap((name) => object({ $without: [name] })),
  dependentRequired: ({ schema }) =>
    Object.entries(schema.dependentRequired ?? {}).flatMap(([name, others]) =>
      others.flatMap((other) => object({ required: [name], $without: [other] })),
    ),
  *dependentSchemas(refuting) {
    for (const [name, schema] of Object.entries(refuting.schema.dependentSchemas ?? {})) {
      for (const inner of inside(refuting, [schema], 0))
        yield { allOf: [{ type: ['object'], required: [name] }, inner] };
    }
  },
  *properties(refuting) {
    for (const [name, schema] of Object.entries(refuting.schema.properties ?? {})) {
      for (const inner of inside(refuting, [schema], 1))
        yield* object({ required: [name], properties: { [name]: inner } });
    }
  },
  *$patterns(refuting) {
    for (const [pattern, schema] of refuting.schema.$patterns ?? []) {
      const name = nameLike(pattern);
      if (name === undefined) continue;
      for (const inner of inside(refuting, [schema], 1))
        yield* object({ required: [name], properties: { [name]: inner } });
    }
  },
  additionalProperties: (refuting) => undocumented(refuting, refuting.schema.additionalProperties),
  unevaluatedProperties: (refuting) => undocumented(refuting, refuting.schema.unevaluatedProperties),
  *propertyNames({ schema, flatten }) {
    for (const name of ['extra', 'Extra_1', 'x y', '1', 'a', 'extra-name-of-great-length'.repeat(4)]) {
      if (flatten([schema.propertyNames ?? true]).never || name !== '') yield* object({ required: [name] });
    }
  },
  *prefixItems(refuting) {
    const tuple = refuting.schema.prefixItems ?? [];
    for (const [index, schema] of tuple.entries()) {
      for (const inner of inside(refuting, [schema], 1)) {
        yield* array({
          minItems: index + 1,
          prefixItems: tuple.map((_, at) => (at === index ? inner : true)),
        });
      }
    }
  },
  *items(refuting) {
    const first = refuting.schema.prefixItems?.length ?? 0;
    for (const inner of inside(refuting, [refuting.schema.items ?? true], 1)) {
      const before = new Array<Schema>(first).fill(true);
      yield* array({ minItems: first + 1, ...(first > 0 && { prefixItems: before }), items: inner });
    }
  },
  *unevaluatedItems({ plain }) {
    const first = Math.max(0, ...plain.map(({ prefixItems }) => prefixItems?.length ?? 0));
    yield* array({ minItems: first + 1 });
    yield* array({ minItems: first + 2 });
  },
  *contains(refuting) {
    yield* array({ maxItems: 0 });
    for (const inner of inside(refuting, [refuting.schema.contains ?? true], 1))
      yield* array({ minItems: 1, items: inner });
  },
  minContains: ({ schema }) =>
    array({
      minItems: 1,
      maxItems: Math.max(1, (schema.minContains ?? 1) - 1),
      items: schema.contains ?? true,
    }),
  maxContains: ({ schema }) =>
    array({ minItems: (schema.maxContains ?? 0) + 1, items: schema.contains ?? true }),
  not: ({ schema }) => [{ allOf: [schema.not ?? true] }],
  *if(refuting) {
    const { schema } = refuting;
    if (schema.$orNull !== undefined) return;
    for (const inner of inside(refuting, [schema.then ?? true], 0))
      yield { allOf: [schema.if ?? true, inner] };
    for (const inner of inside(refuting, [schema.else ?? true], 0)) yield inner;
  },
  anyOf: () => [{}],
  oneOf: ({ schema }) => [{}, ...pairs(schema.oneOf ?? [])],
};

/** Values that are not listed: of the same type, then of any. */
function unlisted(plain: readonly Demand[], values: Json[]): Demand[] {
  const type = plain.find((schema) => schema.type !== undefined)?.type;
  return [...(type ? [{ type, not: { enum: values } }] : []), { not: { enum: values } }];
}

function inside({ flatten, deepest }: Refuting, schemas: readonly Schema[], steps: number): Iterable<Demand> {
  return deepest < steps ? [] : refutations(schemas, null, flatten, deepest - steps);
}

function* undocumented(refuting: Refuting, schema: Schema | undefined): Generator<Demand> {
  const name = freshName(refuting.plain);
  if (schema === false) yield* object({ required: [name] });
  else {
    for (const inner of inside(refuting, [schema ?? true], 1))
      yield* object({ required: [name], properties: { [name]: inner } });
  }
}

/** A name that no schema documents. */
export function freshName(plain: readonly Keywords[]): string {
  const taken = new Set(documentedIn(plain));
  let name = 'extra';
  while (taken.has(name)) name += '1';
  return name;
}

/** A property name that a pattern finds itself in. */
function nameLike(pattern: string): string | undefined {
  for (const text of textsOf(pattern, 1)) return text;
  return undefined;
}

/** Values of two alternatives at once, of which one too many fits. */
function pairs(alternatives: readonly Schema[]): Demand[] {
  const found: Demand[] = [];
  for (const [index, one] of alternatives.entries()) {
    for (const other of alternatives.slice(index + 1))
      if (found.length < 10) found.push({ allOf: [one, other] });
  }
  return found;
}
