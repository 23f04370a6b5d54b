import { Ajv2020, type ErrorObject, type FuncKeywordDefinition } from 'ajv/dist/2020.js';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { SchemaFault } from '../../core/exchange/schema-validators.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { linearPattern } from '../../core/openapi/judge/linear-pattern.ts';
import { judgeTagged } from './tagged-union.ts';

type Judge = (value: Json) => SchemaFault[];

/** How the nesting keywords get at what is compiled apart. */
export interface Nesting {
  reach(to: string, hidden: string[], asWritten: boolean): Judge;
  /** A schema of the document, still to be read. */
  part(schema: Json, asWritten: boolean): Judge;
  /** A schema that was read. */
  unit(schema: JsonObject | boolean): Judge;
}

/** Elements with different faults that are reported of one array. */
const MOST_ELEMENTS = 100;

/** The schema tokens that stand for each nesting keyword in a fault's path. */
const STEPS: Record<string, string[]> = {
  $reach: ['$ref'],
  $items: ['items'],
  $part: [],
  $orNull: [],
  $tagged: [],
};

/** The faults that a nesting keyword carries in its one error, and its step in the schema; null for other errors. */
export function nestedFaults(error: ErrorObject): { faults: SchemaFault[]; step: string[] } | null {
  const step = STEPS[error.keyword];
  return step ? { faults: error.params.faults, step } : null;
}

/** An ajv whose references, elements and patterns are ours (see `readingSchema`). */
export function nestingAjv(nesting: Nesting): Ajv2020 {
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
    multipleOfPrecision: 9,
    code: { optimize: false, regExp: Object.assign(searching, { code: 'new RegExp' }) },
  });
  ajv.addKeyword({
    keyword: '$reach',
    compile: ({ to, hidden, asWritten }) => carrying('$reach', nesting.reach(to, hidden, asWritten)),
  });
  ajv.addKeyword({
    keyword: '$part',
    compile: ({ schema, asWritten }) => carrying('$part', nesting.part(schema, asWritten)),
  });
  ajv.addKeyword({
    keyword: '$orNull',
    compile: (schema) => {
      const judge = nesting.unit(schema);
      return carrying('$orNull', (value) => (value === null ? [] : judge(value)));
    },
  });
  ajv.addKeyword({
    keyword: '$tagged',
    compile: ({ union, of }) => carrying('$tagged', judgeTagged(union, of.map(nesting.unit))),
  });
  ajv.addKeyword({
    keyword: '$items',
    type: 'array',
    compile: ({ first, schema, asWritten }) => {
      const judge = nesting.part(schema, asWritten);
      return carrying('$items', (value) => elementFaults(value as Json[], first, judge));
    },
  });
  ajv.addKeyword({
    keyword: '$unique',
    type: 'array',
    validate: (_: true, value: Json[]) => areUnique(value),
  });
  return ajv;
}

/** A keyword function that reports all faults of a judge as one error; ajv adds where it was. */
function carrying(keyword: string, judge: Judge): ReturnType<NonNullable<FuncKeywordDefinition['compile']>> {
  const check = (value: Json): boolean => {
    const faults = judge(value);
    check.errors = faults.length > 0 ? [{ keyword, params: { faults } }] : [];
    return faults.length === 0;
  };
  check.errors = [] as Partial<ErrorObject>[];
  return check;
}

/** Faults of an array's elements from `first` on; elements with the same faults are told once. */
function elementFaults(elements: Json[], first: number, judge: Judge): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const seen = new Set<string>();
  for (let index = first; index < elements.length && seen.size < MOST_ELEMENTS; index++) {
    const value = elements[index] as Json;
    const found = judge(value);
    if (found.length === 0) continue;
    const signature = signatureOf(found, value);
    if (seen.has(signature)) continue;
    seen.add(signature);
    for (const fault of found) {
      faults.push({ ...fault, instancePath: [String(index), ...fault.instancePath] });
    }
  }
  return faults;
}

/** What makes the faults of one element the same as another's: the faults, and the scalars they are about. */
function signatureOf(faults: SchemaFault[], element: Json): string {
  return JSON.stringify(
    faults.map((fault) => [
      fault.keyword,
      fault.instancePath,
      fault.schemaPath,
      fault.params,
      scalar(element, fault),
    ]),
  );
}

function scalar(element: Json, fault: SchemaFault): Json {
  let value: Json | undefined = element;
  for (const token of fault.instancePath) value = (value as JsonObject | undefined)?.[token];
  return value === undefined || typeof value === 'object' ? null : value;
}

function areUnique(elements: Json[]): boolean {
  return new Set(elements.map(canonicalJson)).size === elements.length;
}

/** What nobody can express was taken out of the schema before; so nothing is refused here. */
function searching(pattern: string): { test(text: string): boolean } {
  return linearPattern(pattern) ?? { test: () => true };
}
