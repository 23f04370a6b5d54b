import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/core/json.ts';
import { parcelDocument } from './check-world.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

/** Our own API: an order with these properties. */
export function shopDocument(properties: string[]): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Shop API', version: '1.0.0' },
    paths: {
      '/orders/{id}': {
        get: {
          operationId: 'getOrder',
          summary: 'Look up an order',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'Found.',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: properties,
                    additionalProperties: false,
                    properties: Object.fromEntries(properties.map((name) => [name, { type: 'string' }])),
                  },
                },
              },
            },
          },
        },
      },
    },
  };
}

/** The partner's pact with us: it looks at the address of an order. */
export const THEIRS: JsonObject = {
  consumer: { name: 'parcel-post' },
  provider: { name: 'shop' },
  interactions: [
    {
      description: 'a request for the order of a parcel',
      request: { method: 'GET', path: '/orders/O-1' },
      response: {
        status: 200,
        headers: { 'Content-Type': 'application/json' },
        body: { id: 'O-1', address: '1 Main Street' },
        matchingRules: { '$.body.id': { match: 'type' }, '$.body.address': { match: 'type' } },
      },
    },
  ],
  metadata: { pactSpecification: { version: '2.0.0' } },
};

export const OURS = 'ours: { openapi: ../../openapi/shop.json }';

export function world(properties: string[], on: { lines?: string; pact?: boolean } = {}) {
  return openWorld(properties, on).check;
}

export function openWorld(properties: string[], on: { lines?: string; pact?: boolean }) {
  const cwd = temporaryFolder();
  const folder = join(cwd, 'contracts', 'parcel-post');
  mkdirSync(join(folder, 'pacts'), { recursive: true });
  mkdirSync(join(cwd, 'openapi'));
  writeFileSync(join(cwd, 'openapi', 'parcel-post.json'), JSON.stringify(parcelDocument()));
  writeFileSync(join(cwd, 'openapi', 'shop.json'), JSON.stringify(shopDocument(properties)));
  if (on.pact ?? true) writeFileSync(join(folder, 'pacts', 'theirs.json'), JSON.stringify(THEIRS));
  writeFileSync(
    join(folder, 'agreement.yaml'),
    `partner: parcel-post\nname: Parcel Post\nwe: shop\nuses: [listParcels]\n${on.lines ?? OURS}\n`,
  );
  const env = { FOREWARN_SECRET_BROKER_TOKEN: 'token' };
  const check = (...argv: string[]) => runCli(['check', 'parcel-post', ...argv], { cwd, env });
  return { check, cwd };
}
