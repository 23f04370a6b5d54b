import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { partnerBases } from '../../../src/core/usage/sources/call-address.ts';
import { mentionFinder } from '../../../src/core/usage/sources/mentions.ts';
import { isSpecificName, isSpecificPath } from '../../../src/core/usage/sources/specific-words.ts';

const answers = {
  '200': {
    description: 'ok',
    content: {
      'application/json': {
        schema: { type: 'object', properties: { has_more: {}, status: {}, amount_captured: {} } },
      },
    },
  },
};
const raw = {
  openapi: '3.0.3',
  info: { title: 'Pay', version: '1' },
  paths: {
    '/v1/charges': { get: { responses: answers }, post: { responses: answers } },
    '/v1/charges/{id}': { get: { responses: answers }, delete: { responses: answers } },
    '/v1/charges/{id}/refund': { post: { responses: answers } },
    '/users/{id}': { get: { responses: answers } },
    '/{any}': { get: { responses: answers } },
  },
};
const document = openDocument(raw as unknown as JsonObject, (text) => text);
const bases = partnerBases(['https://api.acme-pay.example', 'https://sandbox.acme-pay.example/base']);
const finder = mentionFinder(document, bases, 'acme-pay');
const keys = (text: string) => finder.in('a.file', text).map(({ key }) => key);

describe('a path in program text', () => {
  it.each([
    ['JavaScript', "await client.post('/v1/charges', body)", ['POST /v1/charges']],
    ['a template', `fetch(\`\${base}/v1/charges/\${id}/refund\`)`, ['POST /v1/charges/{}/refund']],
    ['a whole URL', 'get "https://api.acme-pay.example/v1/charges?limit=1"', ['GET /v1/charges']],
    ['a base path', 'GET("https://sandbox.acme-pay.example/base/v1/charges")', ['GET /v1/charges']],
    ['Go', 'http.NewRequest("DELETE", host+"/v1/charges/"+id, nil)', ['DELETE /v1/charges/{}']],
    ['a format', 'url := fmt.Sprintf("%s/v1/charges/%s/refund", base, id)', ['POST /v1/charges/{}/refund']],
    ['Java', '@GetMapping("/v1/charges/{chargeId}")\nvoid get()', ['GET /v1/charges/{}']],
    ['PHP', "$this->get('/v1/charges/' . $id . '/refund');", ['POST /v1/charges/{}/refund']],
    ['Ruby', 'conn.delete("/v1/charges/#{id}")', ['DELETE /v1/charges/{}']],
    ['Retrofit', '@POST("v1/charges")', ['POST /v1/charges']],
    ['no method', 'const CHARGES = "/v1/charges";', ['GET /v1/charges', 'POST /v1/charges']],
  ])('is found in %s', (_, text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it.each([
    ['a comment', '// see /v1/charges or "/v1/charges"'],
    ['a comment of several lines', '/* a\n "/v1/charges"\n*/'],
    ['a text of documentation', '"""\nGET "/v1/charges"\n"""'],
    ['a longer path', '"/v1/charges/1/refund/2"'],
    ['a path of another version', '"/v2/charges"'],
    ['somebody else', '"https://api.other.example/v1/charges"'],
    ['prose', '"the path /v1/charges is ours"'],
    ['a module', "import { x } from 'v1/charges';"],
    ['a division', 'const half = a / v1 / charges;'],
    ['a common path, where nothing names the partner', 'app.get("/users/7")'],
    ['a path of a parameter alone', '"https://api.acme-pay.example/anything"'],
    ['a packed line', `"/v1/charges"${' '.repeat(2_000)}`],
  ])('is not found in %s', (_, text) => {
    expect(keys(text)).toEqual([]);
  });

  it.each([
    ['its name', '// Acme Pay\nget("/users/7")'],
    ['its host', 'const host = "api.acme-pay.example";\nget("/users/7")'],
    ['its name in a word', 'new AcmePayClient().get("/users/7")'],
  ])('that is common counts in a file that has %s', (_, text) => {
    expect(keys(text)).toEqual(['GET /users/{}']);
  });
});

describe('a field in program text', () => {
  it('counts in a file that mentions its operation, where its name is specific', () => {
    const [use] = finder.in(
      'a.js',
      'const c = await post("/v1/charges");\nif (c.status && c.has_more) go();',
    );
    expect(use?.answers).toEqual(['/has_more']);
    expect(finder.in('b.js', 'if (c.status && c.has_more) go();')).toEqual([]);
  });
});

it('words are specific that other programs do not have', () => {
  const paths = [
    '/charges',
    '/v1/users/{id}',
    '/users/{id}/orders',
    '/pay/users',
    '/v2',
    '/rates',
    '/shipments/{id}',
  ];
  expect(paths.filter((path) => isSpecificPath({ path }))).toEqual([
    '/charges',
    '/pay/users',
    '/shipments/{id}',
  ]);
  const names = [
    'id',
    'status',
    'amount',
    'town',
    'has_more',
    'createdAt',
    'weight_grams',
    'currency',
    'URL',
  ];
  expect(names.filter(isSpecificName)).toEqual([
    'amount',
    'has_more',
    'createdAt',
    'weight_grams',
    'currency',
  ]);
});
