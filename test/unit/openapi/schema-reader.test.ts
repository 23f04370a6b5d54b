import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { schemaReaderOf } from '../../../src/core/openapi/diff/schema/read-shape.ts';
import type { Parts } from '../../../src/core/openapi/diff/schema/shape.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const SCHEMAS: Record<string, JsonObject> = {
  alone: { type: 'string', readOnly: true, default: 'a' },
  'a reference': { $ref: '#/components/schemas/Hidden' },
  'a reference with more beside it': { $ref: '#/components/schemas/Hidden', default: 1 },
  merged: { allOf: [{ $ref: '#/components/schemas/Hidden' }, { readOnly: true, 'x-sunset': '2027-01-01' }] },
  'the one alternative beside null': { anyOf: [{ $ref: '#/components/schemas/Hidden' }, { type: 'null' }] },
  'one of several alternatives': { oneOf: [{ $ref: '#/components/schemas/Hidden' }, { type: 'string' }] },
  nothing: {},
};

function readerOf() {
  const document = openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {},
      components: { schemas: { Hidden: { type: 'integer', writeOnly: true, deprecated: true } } },
    },
    sha256,
  );
  return schemaReaderOf(document);
}

describe('an outline says what the shape says', () => {
  test.each(Object.entries(SCHEMAS))('of %s', (_, value) => {
    const parts = [{ value, pointer: '#/here' }];
    const shape = readerOf().shape(parts);
    expect(shape).toMatchObject(readerOf().outline(parts));
  });

  test('of two schemas that hold together', () => {
    const parts: Parts = [
      { value: { readOnly: true }, pointer: '#/here' },
      { value: { $ref: '#/components/schemas/Hidden' }, pointer: '#/there' },
    ];
    expect(readerOf().outline(parts)).toMatchObject({ readOnly: true, writeOnly: true });
  });
});
