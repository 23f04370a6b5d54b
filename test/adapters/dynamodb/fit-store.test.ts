import { gzipSync } from 'node:zlib';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createFitStore } from '../../../src/adapters/dynamodb/fit-store.ts';
import { getItem } from '../../../src/adapters/dynamodb/one-item.ts';
import { createPactComparison } from '../../../src/adapters/pact/compare-pact.ts';
import { keepFits } from '../../../src/adapters/pact/keep-fits.ts';
import type { PactComparison } from '../../../src/app/ports.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { ordersDocument, ordersPact, sha256 } from '../../unit/drift/small-world.ts';
import { openDeployedTable } from './open-deployed-table.ts';

const { table } = await openDeployedTable();
const now = () => new Date('2026-11-02T06:00:00.000Z');
const pact = ordersPact({ total: 12 });
const documentOf = (total: string) =>
  openDocument(
    ordersDocument({ type: 'object', required: ['total'], properties: { total: { type: total } } }),
    sha256,
  );

/** A comparison as a new process has it, and how often its library was asked. */
function inNewProcess(build: string) {
  const asked: string[] = [];
  const real = createPactComparison();
  const counted: PactComparison = {
    compare: (document, ...rest) => {
      asked.push(document.hash);
      return real.compare(document, ...rest);
    },
  };
  return { asked, comparison: keepFits(counted, createFitStore(table, build, now), sha256) };
}

test('what one process computed the next one reads, whole', async () => {
  const first = inNewProcess('b1');
  const computed = await first.comparison.compare(documentOf('string'), pact);
  expect(computed[0]?.differences).not.toEqual([]);

  const second = inNewProcess('b1');

  expect(await second.comparison.compare(documentOf('string'), pact)).toEqual(computed);
  expect([first.asked.length, second.asked.length]).toEqual([1, 0]);
});

test.each([
  ['another document', documentOf('number'), pact, 'b2'],
  ['another pact', documentOf('string'), ordersPact({ total: 13 }), 'b2'],
  ['another build', documentOf('string'), pact, 'b3'],
])('%s is computed anew', async (_, document, other, build) => {
  await inNewProcess('b2').comparison.compare(documentOf('string'), pact);

  const next = inNewProcess(build);
  await next.comparison.compare(document, other);

  expect(next.asked).toHaveLength(1);
});

test('what the table holds in another form is computed anew, and is forgotten in time', async () => {
  const kept = createFitStore(table, 'b4', now);
  await kept.write('d1', []);
  const item = await getItem(table, { PK: 'FITS#b4#d1', SK: 'FITS' });
  expect(Number(item?.ttl?.N)).toBe(Date.parse('2026-12-12T06:00:00.000Z') / 1000);
  const odd = { ...item, fits: { B: gzipSync('[{"pact":"old"}]') } };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: odd }));

  expect(await kept.read('d1')).toBeNull();
});
