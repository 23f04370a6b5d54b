import { Ajv2020, type ErrorObject, type FuncKeywordDefinition } from 'ajv/dist/2020.js';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { linearPattern } from '../../core/openapi/judge/linear-pattern.ts';
import { elementFaults, propertyFaults } from './member-faults.ts';
import { type Judge, type Nesting, nestingInUse, type Reach } from './nesting.ts';
import { judgeTagged, type TaggedUnion } from './tagged-union.ts';
import type { Unevaluated } from './unevaluated.ts';

/** The schema tokens that stand for each nesting keyword in a fault's path. */
const STEPS: Record<string, string[]> = {
  $reach: ['$ref'],
  $items: ['items'],
  $part: [],
  $orNull: [],
  $tagged: [],
  $unevaluated: [],
  $proto: ['properties', '__proto__'],
};

/** The faults that a nesting keyword carries in its one error, and its step in the schema; null for other errors. */
export function nestedFaults(error: ErrorObject): { faults: SchemaFault[]; step: string[] } | null {
  const step = STEPS[error.keyword];
  return step ? { faults: error.params.faults, step } : null;
}

/**
 * An ajv whose references, elements and patterns are ours (see `readingSchema`). What it compiles belongs to no document:
 * whoever judges says where references lead (`nestingInUse`).
 */
export function nestingAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    messages: false,
    meta: false,
    logger: false,
    code: { optimize: false, regExp: Object.assign(searching, { code: 'new RegExp' }) },
  });
  const nesting = <Asked>(
    keyword: string,
    judgeIn: (asked: Asked, nesting: Nesting) => Judge,
    more: Partial<FuncKeywordDefinition> = {},
  ) => {
    const compile = (asked: Asked) => carrying(keyword, (within) => judgeIn(asked, within));
    ajv.addKeyword({ keyword, compile, ...more });
  };
  type Within = { schema: Json; asWritten: boolean };
  nesting('$reach', (asked: Reach, within) => within.reach(asked));
  nesting('$part', ({ schema, asWritten }: Within, within) => within.part(schema, asWritten));
  nesting('$orNull', (schema: JsonObject, within) => {
    const judge = within.unit(schema);
    return (value) => (value === null ? [] : judge(value));
  });
  nesting('$tagged', ({ union, of }: { union: TaggedUnion; of: JsonObject[] }, within) =>
    judgeTagged(union, of.map(within.unit)),
  );
  nesting('$unevaluated', (asked: Unevaluated, within) => within.unevaluated(asked), {
    type: ['array', 'object'],
  });
  nesting(
    '$items',
    ({ first, schema, asWritten }: Within & { first: number }, within) => {
      const judge = within.part(schema, asWritten);
      return (value) => elementFaults(value as Json[], first, judge);
    },
    { type: 'array' },
  );
  // ajv passes over a property of this name.
  nesting(
    '$proto',
    ({ schema, asWritten }: Within, within) => {
      const judge = within.part(schema, asWritten);
      return (value) => propertyFaults(value as JsonObject, '__proto__', judge);
    },
    { type: 'object' },
  );
  ajv.addKeyword({
    keyword: '$multiple',
    type: 'number',
    validate: (step: number, value: number) => isMultiple(value, step),
  });
  ajv.addKeyword({
    keyword: '$unique',
    type: 'array',
    validate: (_: true, value: Json[]) => areUnique(value),
  });
  return ajv;
}

/** A keyword function that reports all faults of a judge as one error; ajv adds where it was. */
function carrying(
  keyword: string,
  judgeIn: (nesting: Nesting) => Judge,
): ReturnType<NonNullable<FuncKeywordDefinition['compile']>> {
  let owner: Nesting | null = null;
  let judge: Judge | null = null;
  const check = (value: Json): boolean => {
    const within = nestingInUse();
    if (owner !== within || judge === null) {
      owner = within;
      judge = judgeIn(within);
    }
    const faults = judge(value);
    if (faults.length === 0) return true;
    check.errors = [{ keyword, params: { faults } }];
    return false;
  };
  check.errors = [] as Partial<ErrorObject>[];
  return check;
}

/** Within what binary fractions lose: 19.99 is a multiple of 0.01. */
function isMultiple(value: number, step: number): boolean {
  const times = value / step;
  if (!Number.isFinite(times)) return value % step === 0;
  return Math.abs(Math.round(times) - times) <= 1e-9;
}

function areUnique(elements: Json[]): boolean {
  return new Set(elements.map(canonicalJson)).size === elements.length;
}

/** What nobody can express was taken out of the schema before; so nothing is refused here. */
function searching(pattern: string): { test(text: string): boolean } {
  return linearPattern(pattern) ?? { test: () => true };
}
