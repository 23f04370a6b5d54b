import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePact } from '../../../src/adapters/pact/compare-pact.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import type { Pact } from '../../../src/core/pact/types.ts';

const KINDS: Record<string, JsonObject> = {
  fits: { type: 'object', properties: { total: { type: 'integer' } } },
  differs: { type: 'object', properties: { total: { type: 'string' } } },
  gone: { type: 'object', properties: { id: {} }, required: ['id'] },
  odd: { type: 'object', properties: { total: { type: 'objekt' } } },
};
const kind = fc.constantFrom(...Object.keys(KINDS));

/** Two operations, each of whose answers is of a kind; `template` so that paths overlap. */
const documentOf = (first: string, second: string) =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Acme', version: '1' },
      paths: Object.fromEntries(
        [
          ['/orders/{id}', first],
          ['/orders/latest', second],
        ].map(([path, of]) => [
          path,
          {
            get: {
              ...(path === '/orders/{id}'
                ? { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] }
                : {}),
              responses: {
                200: {
                  description: '',
                  content: { 'application/json': { schema: KINDS[of as string] ?? {} } },
                },
              },
            },
          },
        ]),
      ),
    },
    (text) => text,
  );

function pactOf(paths: readonly string[]): Pact {
  return readPact(
    {
      consumer: { name: 'shop' },
      provider: { name: 'acme' },
      interactions: paths.map((path, number) => ({
        description: `number ${number}`,
        request: { method: 'GET', path },
        response: {
          status: 200,
          headers: { 'Content-Type': 'application/json' },
          body: { total: 12 },
        },
      })),
      metadata: { pactSpecification: { version: '3.0.0' } },
    },
    'p.json',
  );
}

test('interactions that are compared together come out as each of them alone does', async () => {
  const paths = fc.array(fc.constantFrom('/orders/7', '/orders/latest', '/v1/orders/8', '/refunds'), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(kind, kind, paths, async (first, second, all) => {
      const document = documentOf(first, second);
      const pact = pactOf(all);
      const together = await comparePact(document, pact);
      const alone = [];
      for (const interaction of pact.interactions)
        alone.push(...(await comparePact(document, { ...pact, interactions: [interaction] })));
      expect(together).toEqual(alone);
    }),
    { numRuns: 25 },
  );
});

test('one that the library cannot work with leaves those around it decided', async () => {
  const fits = await comparePact(
    documentOf('differs', 'odd'),
    pactOf(['/orders/1', '/orders/latest', '/orders/2']),
  );
  expect(fits.map(({ undecided, differences }) => [undecided, differences.length])).toEqual([
    [false, 1],
    [true, 0],
    [false, 1],
  ]);
});
