import { describe, expect, it } from 'vitest';
import { redactValue } from '../../../src/core/exchange/redact-value.ts';
import type { Json } from '../../../src/core/json.ts';

const SCHEMA: Json = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    born: { type: 'string', format: 'date' },
    state: { type: 'string', enum: ['open', 'paid'] },
    page: { type: 'integer', minimum: 1, maximum: 100 },
    salary: { type: 'integer', minimum: 0 },
    weight: { type: 'number', minimum: 0, maximum: 100 },
    active: { type: 'boolean' },
    parts: { type: 'array', items: { type: 'object', properties: { label: { type: 'string' } } } },
    notes: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

const redacted = (value: Json) => redactValue(value, { value: SCHEMA, pointer: '#' }, (schema) => schema);

describe('a redacted value', () => {
  it('keeps members and elements in their places, and what the contract says itself', () => {
    expect(
      redacted({
        id: '0b8f0c1e-2f6c-4b0e-9d1a-0c7d3b6f5a11',
        born: '1970-02-03',
        state: 'paid',
        page: 7,
        active: false,
        parts: [{ label: 'a' }, { label: 'oak' }, { label: null }],
      }),
    ).toEqual({
      id: '<uuid 33-128>',
      born: '<date 9-32>',
      state: 'paid',
      page: 7,
      active: false,
      parts: [{ label: '<string 1>' }, { label: '<string 2-8>' }, { label: null }],
    });
  });

  it('keeps no number that may be somebody, no text outside the contract, and no name that is data', () => {
    expect(
      redacted({
        id: 'Jane',
        born: 'in the spring',
        state: 'Jane',
        page: 4_111,
        salary: 7,
        weight: 71.5,
        notes: { Jane: 'x', 'jane@shop.example': 'yy' },
        undocumented: 'Jane',
        'jane@shop.example': 1,
      }),
    ).toEqual({
      id: '<string 2-8>',
      born: '<string 9-32>',
      state: '<string 2-8>',
      page: '<integer>',
      salary: '<integer>',
      weight: '<number>',
      notes: { '{*}': '<string 1>', '{*2}': '<string 2-8>' },
      undocumented: '<string 2-8>',
      '{*}': '<integer>',
    });
  });

  it('ends with what is deep, wide or long', () => {
    let deep: Json = 'x';
    for (let depth = 0; depth < 5_000; depth++) deep = [deep];
    const wide = Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [`k${at}x`, 'x']));
    const made = JSON.stringify(redacted({ parts: [deep, wide, new Array(100_000).fill('x')] }));
    expect(made.length).toBeLessThan(50_000);
    expect(made).toContain('<over 1024 elements>');
  });
});
