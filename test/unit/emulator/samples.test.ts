import { readFileSync } from 'node:fs';
import * as library from '@pactflow/openapi-pact-comparator';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/json.ts';
import { documentAt } from './sample-documents.ts';

const PACTS = ['shop--acme-pay', 'shop-refunds--acme-pay'];
const root = new URL('../../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The comparator's own declarations do not resolve under NodeNext. */
const { Comparator } = library as unknown as {
  Comparator: new (of: { oas: JsonObject }) => { compare(pact: JsonObject): AsyncIterable<{ code: string }> };
};

async function misfits(document: string): Promise<string[]> {
  const comparator = new Comparator({ oas: documentAt(document).raw });
  const found: string[] = [];
  for (const name of PACTS) {
    const pact = JSON.parse(textOf(`contracts/acme-pay/pacts/${name}.json`)) as JsonObject;
    for await (const { code } of comparator.compare(pact)) found.push(`${name}: ${code}`);
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

  it('show an agreement in six lines', () => {
    expect(textOf('contracts/city-geo/agreement.yaml').trimEnd().split('\n')).toHaveLength(6);
  });
});
