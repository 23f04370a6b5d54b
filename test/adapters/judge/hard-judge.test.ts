import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { unitsCompiled } from '../../../src/adapters/judge/compiled-units.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const UNDECIDED = { keyword: 'undecided', instancePath: [], schemaPath: [], params: {} };

function documentOf(schemas: JsonObject, title = 'Shop') {
  const info = { title, version: '1' };
  return openDocument({ openapi: '3.1.0', info, paths: {}, components: { schemas } }, sha256);
}

function judged(schemas: JsonObject, value: Json) {
  const validators = createAjvValidators(documentOf(schemas));
  return validators({ value: schemas.Root as Json, pointer: '#/components/schemas/Root' }, 'response')(value);
}

/** Each level of the value doubles the work. */
const doubling = {
  Root: {
    anyOf: ['a', 'b', 'c'].map((title) => ({
      title,
      type: 'object',
      properties: { next: { $ref: '#/components/schemas/Root' } },
    })),
  },
};

function nested(depth: number): Json {
  let value: Json = 1;
  for (let level = 0; level < depth; level++) value = { next: value };
  return value;
}

describe('what is too hard for this process', () => {
  it('is judged in a thread, as it would be here', () => {
    const names = Array.from({ length: 40_000 }, (_, index) => `value-${index}`);
    const elements: Json[] = Array.from({ length: 2_000 }, (_, index) => `value-${index}`);

    const Root = { type: 'array', items: { enum: names } };
    expect(judged({ Root }, elements)).toEqual([]);
    expect(judged({ Root }, [...elements, 'other'])).toEqual([
      { keyword: 'enum', instancePath: ['2000'], schemaPath: ['items'], params: {} },
    ]);
  });

  it('is undecided after a time, and then at once', () => {
    const validators = createAjvValidators(documentOf(doubling));
    const judge = validators({ value: doubling.Root, pointer: '#/components/schemas/Root' }, 'response');

    const started = performance.now();
    expect(judge(nested(60))).toEqual([UNDECIDED]);
    const first = performance.now() - started;
    expect(judge(nested(60))).toEqual([UNDECIDED]);

    expect(first).toBeLessThan(8_000);
    expect(performance.now() - started - first).toBeLessThan(500);
  });

  it('leaves the thread fit for what comes after', () => {
    expect(judged(doubling, nested(60))).toEqual([UNDECIDED]);
    const names = Array.from({ length: 40_000 }, (_, index) => index);
    const Root = { type: 'array', items: { enum: names } };
    expect(
      judged(
        { Root },
        Array.from({ length: 2_000 }, (_, index) => index),
      ),
    ).toEqual([]);
  });

  it('does not reach the memory of this process', () => {
    const before = process.memoryUsage.rss();
    const Root = {
      anyOf: Array.from({ length: 15_000 }, (_, index) => ({
        type: 'object',
        required: [`name-${index}`],
        properties: { [`name-${index}`]: { type: 'string', maxLength: index } },
      })),
    };
    const faults = judged({ Root }, {});
    expect(faults.length).toBeGreaterThan(0);
    expect(process.memoryUsage.rss() - before).toBeLessThan(512 * 1024 * 1024);
  });
});

describe('what is compiled', () => {
  const schemas = {
    Root: {
      type: 'object',
      required: ['only-here'],
      properties: { line: { $ref: '#/components/schemas/Line' } },
    },
    Line: { type: 'object', properties: { amount: { type: 'integer', minimum: 17 } } },
  };

  it('is known again in another document, where references lead to what that one says', () => {
    const value = { 'only-here': true, line: { amount: 3 } };
    expect(judged(schemas, value).map(({ keyword }) => keyword)).toEqual(['minimum']);
    const before = unitsCompiled();

    const moved = { ...schemas, Other: { type: 'string' } };
    expect(judged(moved, value).map(({ keyword }) => keyword)).toEqual(['minimum']);
    expect(unitsCompiled()).toBe(before);

    const changed = { ...schemas, Line: { type: 'object', properties: { amount: { type: 'string' } } } };
    expect(judged(changed, value).map(({ keyword }) => keyword)).toEqual(['type']);
    expect(unitsCompiled()).toBe(before + 1);
    expect(judged(schemas, value).map(({ keyword }) => keyword)).toEqual(['minimum']);
  });
});
