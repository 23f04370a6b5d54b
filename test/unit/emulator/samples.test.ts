import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as library from '@pactflow/openapi-pact-comparator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { documentAt } from './sample-documents.ts';

const PACTS = ['acme-pay/pacts/shop--acme-pay', 'acme-pay/pacts/shop-refunds--acme-pay'];
const CARRIER = 'swift-ship/pacts/shop--swift-ship';
const root = new URL('../../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The comparator's own declarations do not resolve under NodeNext. */
const { Comparator } = library as unknown as {
  Comparator: new (of: { oas: JsonObject }) => { compare(pact: JsonObject): AsyncIterable<{ code: string }> };
};

async function misfits(document: string, pacts: readonly string[] = PACTS): Promise<string[]> {
  const comparator = new Comparator({ oas: documentAt(document).raw });
  const found: string[] = [];
  for (const name of pacts) {
    const pact = JSON.parse(textOf(`contracts/${name}.json`)) as JsonObject;
    // Credentials are added to each call by the agreement, and are in no pact.
    for await (const { code } of comparator.compare(pact))
      if (code !== 'request.authorization.missing') found.push(`${basename(name)}: ${code}`);
  }
  return found.sort();
}

describe('the sample contracts', () => {
  it('fit what was agreed', async () => {
    expect(await misfits('openapi/acme-pay.yaml')).toEqual([]);
  });

  it('do not fit the next version, in checkout alone', async () => {
    expect(await misfits('contracts/acme-pay/next.yaml')).toEqual([
      'shop--acme-pay: request.body.incompatible',
      'shop--acme-pay: response.body.incompatible',
      'shop--acme-pay: response.body.incompatible',
    ]);
  });

  it('fit both versions of the carrier, whose next one changes nothing that we use', async () => {
    expect(await misfits('openapi/swift-ship.yaml', [CARRIER])).toEqual([]);
    expect(await misfits('contracts/swift-ship/next.yaml', [CARRIER])).toEqual([]);
  });

  it('fit our own document, where the carrier is the client', async () => {
    expect(await misfits('openapi/shop-orders.yaml', ['swift-ship/pacts/swift-ship--shop'])).toEqual([]);
  });

  it('show an agreement in six lines', () => {
    expect(textOf('contracts/city-geo/agreement.yaml').trimEnd().split('\n')).toHaveLength(6);
  });
});
