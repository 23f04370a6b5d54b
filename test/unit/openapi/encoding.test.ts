import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const TEXT = { type: 'string' };
const SCHEMA = {
  type: 'object',
  properties: {
    photo: { type: 'string', format: 'binary' },
    tags: { type: 'array', items: TEXT },
    address: { type: 'object' },
    note: TEXT,
  },
};

const sending = (media: string, members: JsonObject, schema: JsonObject = SCHEMA) =>
  openDocument(
    {
      openapi: '3.2.0',
      info: { title: 'Orders', version: '1' },
      paths: {
        '/orders': {
          post: { requestBody: { content: { [media]: { schema, ...members } } }, responses: {} },
        },
      },
      components: {
        schemas: { Form: SCHEMA },
        headers: { One: { schema: TEXT }, Other: { description: 'the same', schema: { type: 'string' } } },
      },
    },
    sha256,
  );

const form = (encoding: JsonObject, schema?: JsonObject) =>
  sending('multipart/form-data', { encoding }, schema);
const told = (before: ReturnType<typeof form>, after: ReturnType<typeof form>) =>
  diffDocuments(before, after).map((one) => `${one.rule} ${formatSubject(one.subject)}`);

describe('parts that are written the same', () => {
  it.each([
    ['what follows from a type: text', { note: { contentType: 'text/plain' } }, {}],
    ['what follows from a type: binary', { photo: { contentType: 'application/octet-stream' } }, {}],
    ['what follows from a type: an object', { address: { contentType: 'application/json' } }, {}],
    ['what follows from the type of elements', { tags: { contentType: 'text/plain' } }, {}],
    [
      'types in another order and spelling',
      { photo: { contentType: 'image/png, image/jpeg' } },
      { photo: { contentType: 'Image/JPEG,image/png' } },
    ],
    ['form with explode', { tags: { style: 'form', explode: true } }, {}],
    ['a header that the part itself says', { photo: { headers: { 'Content-Type': { schema: TEXT } } } }, {}],
    [
      'a header by another reference and in another case',
      { photo: { headers: { 'X-Part': { $ref: '#/components/headers/One' } } } },
      { photo: { headers: { 'x-part': { $ref: '#/components/headers/Other' } } } },
    ],
    ['what is no property', { other: { contentType: 'image/png' } }, {}],
  ] as [string, JsonObject, JsonObject][])('%s', (_, before, after) => {
    expect(told(form(before), form(after))).toEqual([]);
    expect(told(form(after), form(before))).toEqual([]);
  });

  it('outside of forms, encoding says nothing', () => {
    const json = (encoding: JsonObject) => sending('application/json', { encoding });
    expect(told(json({ note: { contentType: 'text/html' } }), json({}))).toEqual([]);
  });
});

describe('parts that are written in another way', () => {
  const at = (rule: string, part: string) => `${rule} POST /orders request multipart/form-data ${part}`;

  it('are told at the property, by reference and through allOf too', () => {
    const narrowed = at('request-property-encoding-narrowed', '/photo');
    const schemas: JsonObject[] = [
      SCHEMA,
      { $ref: '#/components/schemas/Form' },
      { allOf: [{ $ref: '#/components/schemas/Form' }] },
    ];
    for (const schema of schemas) {
      expect(told(form({}, schema), form({ photo: { contentType: 'image/png' } }, schema))).toEqual([
        narrowed,
      ]);
    }
  });

  it('take what falls into a range', () => {
    expect(
      told(form({ photo: { contentType: 'image/png' } }), form({ photo: { contentType: 'image/*' } })),
    ).toEqual([at('request-property-encoding-widened', '/photo')]);
    expect(
      told(
        form({ photo: { contentType: 'image/*' } }),
        form({ photo: { contentType: 'image/png, text/plain' } }),
      ),
    ).toEqual([at('request-property-encoding-narrowed', '/photo')]);
  });

  it('need a header that could be left out', () => {
    const header = (required: boolean) =>
      form({ photo: { headers: { 'X-Part': { required, schema: TEXT } } } });
    expect(told(header(false), header(true))).toEqual([
      at('new-required-request-property-encoding-header', '/photo'),
    ]);
    expect(told(header(true), header(false))).toEqual([]);
  });

  it('are known by position in a body of several parts', () => {
    const mixed = (members: JsonObject) =>
      sending('multipart/mixed', members, { type: 'array', items: { type: 'object' } });
    const told_ = (before: JsonObject, after: JsonObject) => told(mixed(before), mixed(after));
    const rule = 'request-property-encoding-narrowed POST /orders request multipart/mixed /*';
    expect(told_({}, { itemEncoding: { contentType: 'application/xml' } })).toEqual([rule]);
    expect(told_({ itemEncoding: { contentType: 'application/json' } }, {})).toEqual([]);
    expect(told_({ prefixEncoding: [{ contentType: 'text/csv' }] }, {})).toEqual([rule]);
  });
});

describe('a stream', () => {
  it('is compared by its elements', () => {
    const events = (id: string) =>
      sending('application/jsonl', { itemSchema: { type: 'object', properties: { id: { type: id } } } }, {});
    expect(told(events('string'), events('integer'))).toEqual([
      'request-property-type-changed POST /orders request application/jsonl /*/id',
    ]);
  });
});
