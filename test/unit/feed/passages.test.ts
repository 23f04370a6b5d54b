import { describe, expect, it } from 'vitest';
import { contractNames } from '../../../src/core/feed/contract-names.ts';
import { passagesOf } from '../../../src/core/feed/passages.ts';
import { datesIn } from '../../../src/core/feed/text-dates.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';
import { sha256 } from '../lifecycle/look-fixture.ts';

const charge = { type: 'object', properties: { id: { type: 'string' }, receiptUrl: { type: 'string' } } };
const answers = { 200: { description: 'ok', content: { 'application/json': { schema: charge } } } };
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Charges', version: '1' },
    servers: [{ url: 'https://api.acme-pay.example/v1' }],
    paths: {
      '/charges/{id}': {
        get: {
          operationId: 'getCharge',
          parameters: [{ name: 'Acme-Trace', in: 'header' }],
          responses: answers,
        },
        delete: { operationId: 'delete', responses: { 204: { description: 'gone' } } },
      },
      '/refunds': { get: { responses: { 200: { description: 'ok' } } } },
    },
  },
  sha256,
);
const usage = usageOf(document, [], [{ operation: 'getCharge', with: {}, fields: [] }]);
const names = contractNames(document, usage);
const read = (...blocks: string[]) => passagesOf([{ day: null, blocks }], names, sha256);
const stated = (text: string) => read(text).flatMap((one) => one.stated);

const GET = { what: 'GET /charges/{id}', change: 'removed', on: '2027-06-01' };

describe('a sentence that is beyond doubt', () => {
  it.each([
    'GET /v1/charges/{id} will be removed on 1 June 2027.',
    'The `GET /v1/charges/{id}` endpoint will be removed on June 1st, 2027',
    'On 2027-06-01 we will be retiring the legacy endpoint GET https://api.acme-pay.example/v1/charges/:id.',
    'getCharge: removal on Tuesday, 1 Jun 2027',
    '`getCharge` will no longer be available from 1st of June 2027.',
    'GET /charges/<chargeId> has been deprecated and will be shut down on 2027-06-01',
    'We will be turning off... GET /charges/{id} goes away on 2027-06-01',
  ])('%s', (text) => {
    expect(stated(text)).toEqual([GET]);
  });

  it('may be a deprecation', () => {
    expect(stated('`getCharge` is deprecated as of 2027-06-01.')).toEqual([{ ...GET, change: 'deprecated' }]);
  });
});

describe('a sentence that may mean something else', () => {
  it.each([
    'GET /charges/{id} will not be removed on 1 June 2027.',
    'GET /charges/{id} will be removed on 1 June 2027, unless you opt in.',
    'The receiptUrl of GET /charges/{id} will be removed on 1 June 2027.',
    'The status field of GET /charges/{id} will be removed on 1 June 2027.',
    'GET /charges/{id} will be removed in June 2027.',
    'GET /charges/{id} will be removed on 06/01/2027.',
    'GET /charges/{id} will be removed on 31 June 2027.',
    'GET /charges/{id} will be removed on 1 June 2027, GET /refunds on 1 July 2027.',
    'GET /charges/{id} and GET /refunds will be removed on 1 June 2027.',
    '/charges/{id} will be removed on 1 June 2027.',
    'Will GET /charges/{id} be removed on 1 June 2027?',
    'GET /charges/{id} was removed in error on 1 June 2027.',
    'GET /charges/{id} is available as of 1 June 2027.',
    'Support for limit in GET /charges/{id} ends on 1 June 2027.',
  ])('is to be read: %s', (text) => {
    expect(read(text)).toMatchObject([{ used: true, stated: [] }]);
  });
});

describe('what a text names', () => {
  const named = (text: string) => read(text).map(({ names: found, used }) => [found, used]);

  it('is known by its path, operationId, field or header, and whether we use it', () => {
    expect(named('`getCharge`, /v1/charges/{id}, receiptUrl and Acme-Trace')).toEqual([
      [['GET /charges/{id}', '/charges/{id}', 'receiptUrl', 'acme-trace'], true],
    ]);
    expect(named('GET /refunds is faster')).toEqual([[['GET /refunds'], false]]);
  });

  it('is no ordinary word, unless it is written as code', () => {
    expect(named('You may delete the id of a charge, see /blog/charges')).toEqual([]);
    expect(named('`delete` takes an `id`')).toEqual([[['id', 'DELETE /charges/{id}'], true]]);
  });

  it('is the same passage until what it says of that is another', () => {
    const [one] = read('News', 'GET /charges/{id} is slow.', 'See you soon');
    const [same] = read('Old news', 'GET /charges/{id} is slow.');
    const [other] = read('News', 'GET /charges/{id} is fast.');
    expect(same?.id).toBe(one?.id);
    expect(other?.id).not.toBe(one?.id);
  });
});

describe('dates in text', () => {
  it.each([
    ['on 2027-06-01.', ['2027-06-01']],
    [
      '1 June 2027, 2nd of July 2027; Aug. 3, 2027 and SEPT 4th 2027',
      ['2027-06-01', '2027-07-02', '2027-08-03', '2027-09-04'],
    ],
    ['v2027-06-01-beta, 2027-02-30, 2027-06, 1/6/2027, 1 Jun 27, may 2027', []],
  ])('%s', (text, days) => {
    expect(datesIn(text).map(({ day }) => day)).toEqual(days);
  });
});
