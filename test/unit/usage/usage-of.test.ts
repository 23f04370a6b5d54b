import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';

const golden = new URL('../../golden/usage/world.json', import.meta.url);
const world = JSON.parse(readFileSync(golden, 'utf8')) as { document: JsonObject; pacts: JsonObject[] };
const document = openDocument(world.document, (text) => text);
const pacts = world.pacts.map((raw) => readPact(raw, 'pact.json'));

describe('usageOf', () => {
  it('places each interaction at its operation, status and media type', () => {
    const usage = usageOf(document, pacts, []);
    expect(usage.known).toBe(true);
    expect(usage.unplaced).toEqual([]);
    expect(
      usage.operations.map(({ key, operation, by }) => ({
        key,
        summary: operation.summary,
        by: by.map(({ fields, ...rest }) => ({ ...rest, reads: fields?.length !== 0 })),
      })),
    ).toEqual([
      {
        key: 'POST /charges',
        summary: 'Create a charge',
        by: [
          {
            grade: 'pact',
            pact: 'shop--acme-pay',
            interaction: 'a charge is made',
            status: '201',
            response: '201',
            requestMedia: 'application/json',
            responseMedia: 'application/json',
            reads: true,
          },
        ],
      },
      { key: 'GET /charges', summary: undefined, by: [expect.objectContaining({ status: '200' })] },
      {
        key: 'GET /charges/{}',
        summary: undefined,
        by: [expect.objectContaining({ status: '404', response: '4XX' })],
      },
    ]);
    const found = usage.operations[2]?.by[0]?.fields?.find(
      (field) => field.of === 'path' && field.location === '0',
    );
    expect(found?.example).toBe('ch_0');
  });

  it('takes a declared use by operationId or by method and path, whatever its parameter is called', () => {
    const use = (operation: string, fields: string[] = []) => ({ operation, with: {}, fields });
    const uses = [
      use('listPayouts'),
      use('GET /charges/{charge}', ['amount', 'data[].id', 'data/*/kind']),
      use('GET /nothing'),
    ];
    const usage = usageOf(document, [], uses);
    expect(usage.operations.map(({ key }) => key)).toEqual(['GET /payouts', 'GET /charges/{}']);
    expect(usage.operations[0]?.by[0]?.fields).toBe(null);
    expect(usage.operations[1]?.by[0]?.fields?.map(({ location }) => location)).toEqual([
      '/amount',
      '/data/*/id',
      '/data/*/kind',
    ]);
    expect(usage.unplaced).toEqual([{ pact: null, interaction: 'GET /nothing' }]);
  });

  it('lists interactions that fit no operation', () => {
    const [raw] = world.pacts as [JsonObject];
    const stray = {
      description: 'a stray',
      request: { method: 'GET', path: '/nowhere' },
      response: { status: 200 },
    };
    const usage = usageOf(document, [readPact({ ...raw, interactions: [stray] }, 'p.json')], []);
    expect(usage.unplaced).toEqual([{ pact: 'shop--acme-pay', interaction: 'a stray' }]);
    expect(usage.known).toBe(true);
  });

  it('knows nothing without pact and use', () => {
    expect(usageOf(document, [], [])).toMatchObject({ known: false, operations: [], unplaced: [] });
  });

  it('finds our scheme: by the agreement, by the headers of the pacts, or as the only one asked for', () => {
    const key = { kind: 'header', name: 'x-key', secret: 'acme-pay/key' } as const;
    expect(usageOf(document, [], [], key).auth).toEqual({ scheme: 'key', header: 'x-key' });
    expect(usageOf(document, pacts, []).auth).toEqual({ scheme: 'client', header: 'authorization' });
    const any = { kind: 'document', secret: 'acme-pay/any' } as const;
    expect(usageOf(document, [], [], any).auth.scheme).toBe('client');
  });
});
