import { describe, expect, it } from 'vitest';
import { readMismatch, readVerifierResults } from '../../../src/adapters/pact/verifier-results.ts';
import type { Mismatch } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';

const body = (path: string, expected: string, actual: string | null, mismatch: string): JsonObject => ({
  type: 'BodyMismatch',
  path,
  expected,
  actual,
  mismatch,
});

describe("the verifier's words without its sentences", () => {
  it.each<[string, JsonObject, Mismatch[]]>([
    [
      'a status',
      { type: 'StatusMismatch', expected: 200, actual: 404, mismatch: 'expected 200 but was 404' },
      [{ where: 'status', path: '', kind: 'value', expected: 200, actual: 404 }],
    ],
    [
      'a header that is missing',
      { type: 'HeaderMismatch', key: 'X-A', expected: '"1"', actual: '', mismatch: '' },
      [{ where: 'header', path: 'X-A', kind: 'missing' }],
    ],
    [
      'a header that differs',
      { type: 'HeaderMismatch', key: 'X-A', expected: '"1"', actual: 'SECRET', mismatch: '' },
      [{ where: 'header', path: 'X-A', kind: 'value' }],
    ],
    [
      'another media type',
      { type: 'BodyTypeMismatch', expected: 'application/json', actual: 'text/html', actualBody: 'SECRET' },
      [{ where: 'header', path: 'Content-Type', kind: 'value' }],
    ],
    [
      'missing members',
      body('$.a', '["b","c d","e"]', '["e","SECRET"]', 'Actual map is missing the following keys: b, c d'),
      [
        { where: 'body', path: '$.a.b', kind: 'missing' },
        { where: 'body', path: "$.a['c d']", kind: 'missing' },
      ],
    ],
    [
      'another type',
      body('$.a', '1', '"SECRET"', "Expected 'SECRET' (String) to be the same type as 1 (Integer)"),
      [{ where: 'body', path: '$.a', kind: 'type', expected: 'number', actual: 'string' }],
    ],
    [
      'another type, unquoted',
      body('$.a', '[{"b":1}]', 'SECRET', "Type mismatch: Expected 'SECRET' (String) to be the same type as"),
      [{ where: 'body', path: '$.a', kind: 'type', expected: 'array', actual: 'string' }],
    ],
    [
      'null',
      body('$.a', '"x"', 'null', "Expected '' to match '^x'"),
      [{ where: 'body', path: '$.a', kind: 'type', expected: 'string', actual: 'null' }],
    ],
    [
      'another value, which says that something is missing',
      body('$.a', '"x"', '"Actual map is missing the following keys"', "Expected 'Actual map is missing"),
      [{ where: 'body', path: '$.a', kind: 'value', expected: 'string', actual: 'string' }],
    ],
    [
      'no body',
      body('/', '{"a":1}', null, 'Expected body Present(7 bytes, application/json) but was empty'),
      [{ where: 'body', path: '$', kind: 'missing', expected: 'object' }],
    ],
    ['a kind that is not known', { type: 'Strange' }, [{ where: 'other', path: '', kind: 'other' }]],
  ])('%s', (_, raw, expected) => {
    expect(readMismatch(raw)).toEqual(expected);
    expect(JSON.stringify(readMismatch(raw))).not.toContain('SECRET');
  });

  it('are found by number, and what could not be replayed is told apart', () => {
    const interactionResults = [
      { description: '#4', result: 'OK' },
      { description: '#2', result: 'Error', mismatch: { type: 'error', message: 'Request failed SECRET' } },
      { description: 'a stranger', result: 'OK' },
      {
        description: '#0',
        result: 'Error',
        mismatch: { mismatches: [{ type: 'StatusMismatch', expected: 1 }] },
      },
    ];
    expect(readVerifierResults(JSON.stringify({ interactionResults, output: ['SECRET'] }))).toEqual([
      { number: 4, outcome: 'passed', mismatches: [] },
      { number: 2, outcome: 'error', mismatches: [] },
      {
        number: 0,
        outcome: 'failed',
        mismatches: [{ where: 'status', path: '', kind: 'value', expected: 1, actual: null }],
      },
    ]);
  });

  it.each(['', 'Verification was unable to run', '{}', '[]'])('are none in %j', (text) => {
    expect(readVerifierResults(text)).toBeNull();
  });
});
