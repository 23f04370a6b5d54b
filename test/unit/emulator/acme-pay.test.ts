import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../src/core/json.ts';
import { behaviourOf } from '../../../src/local/emulator/partners/behaviours.ts';
import { schemasOf } from '../../../src/local/emulator/schema/schemas.ts';
import { type Emulator, startEmulator } from '../../../src/local/emulator/start-emulator.ts';
import { documentAt } from './sample-documents.ts';

const baseline = documentAt('openapi/acme-pay.yaml');
const next = documentAt('contracts/acme-pay/next.yaml');
const credentials = { clientId: 'shop', clientSecret: 'not-a-secret' };

let emulator: Emulator;
let token: string;
let elapsed = 0;

type Body = Record<string, Json> & { data: Record<string, Json>[]; error: Record<string, Json> };

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : null) as Body,
  };
}

async function fetchToken(
  id = credentials.clientId,
  secret = credentials.clientSecret,
  form = 'grant_type=client_credentials&scope=charges',
) {
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(`${emulator.url}/oauth/token`, { method: 'POST', headers, body: form });
}

async function renew() {
  token = ((await (await fetchToken()).json()) as { access_token: string }).access_token;
}

beforeAll(async () => {
  emulator = await startEmulator({
    document: baseline,
    behaviour: behaviourOf('acme-pay'),
    credentials,
    now: () => new Date('2026-11-22T10:00:00Z'),
    elapsedMs: () => elapsed,
  });
  await renew();
});
afterAll(() => emulator.close());

describe('charges', () => {
  it('can be read and listed once made', async () => {
    const made = await call('POST', '/v1/charges', { amount: 1234, currency: 'SEK', reference: 'order-1' });
    const read = await call('GET', `/v1/charges/${made.body.id}`);
    const listed = await call('GET', '/v1/charges?limit=1');

    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      object: 'charge',
      amount: 1234,
      amount_captured: 1234,
      currency: 'SEK',
      status: 'succeeded',
      reference: 'order-1',
      created: '2026-11-22T10:00:00.000Z',
    });
    expect(read.body).toEqual(made.body);
    expect(listed.body.data).toEqual([made.body]);
    expect(listed.body.has_more).toBe(true);
  });

  it('are listed by page until there are no more, each once', async () => {
    const ids: Json[] = [];
    let after = '';
    for (let page = 0; page < 20; page++) {
      const { body } = await call('GET', `/v1/charges?limit=25${after}`);
      ids.push(...body.data.map((one) => one.id as Json));
      if (body.has_more !== true) break;
      after = `&starting_after=${String(body.data.at(-1)?.id)}`;
    }

    expect(ids.length).toBeGreaterThan(60);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are filtered by what the document says', async () => {
    const { body } = await call('GET', '/v1/charges?status=succeeded&amount=1200&limit=100');

    expect(body.data.length).toBeGreaterThan(10);
    expect(body.data.every((one) => one.status === 'succeeded' && one.amount === 1200)).toBe(true);
  });

  it('are refunded once', async () => {
    const { body: charge } = await call('POST', '/v1/charges', { amount: 700, currency: 'EUR' });

    const first = await call('POST', `/v1/charges/${charge.id}/refund`, { reason: 'duplicate' });
    const second = await call('POST', `/v1/charges/${charge.id}/refund`, { reason: 'duplicate' });
    const after = await call('GET', `/v1/charges/${charge.id}`);

    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      charge: charge.id,
      amount: 700,
      status: 'succeeded',
      reason: 'duplicate',
    });
    expect([second.status, second.body.error.code]).toEqual([422, 'charge_already_refunded']);
    expect(after.body.status).toBe('refunded');
  });

  it('that failed cannot be refunded', async () => {
    const { body } = await call('POST', '/v1/charges', {
      amount: 700,
      currency: 'EUR',
      source: 'tok_declined',
    });
    const refund = await call('POST', `/v1/charges/${body.id}/refund`);

    expect(body).toMatchObject({ status: 'failed', amount_captured: 0 });
    expect([refund.status, refund.body.error.code]).toEqual([422, 'charge_not_succeeded']);
  });

  it('that are not there are 404, in the documented shape', async () => {
    const { status, body } = await call('GET', '/v1/charges/ch_0none0');

    expect([status, body.error.type]).toEqual([404, 'not_found']);
  });
});

describe('what does not fit the document', () => {
  it.each([
    ['no JSON', 'POST', '/v1/charges', '{"amount":', 400, 'invalid_request', undefined],
    ['a missing property', 'POST', '/v1/charges', { amount: 1 }, 422, 'unprocessable', '/currency'],
    [
      'a wrong type',
      'POST',
      '/v1/charges',
      { amount: '1', currency: 'EUR' },
      422,
      'unprocessable',
      '/amount',
    ],
    [
      'an unknown currency',
      'POST',
      '/v1/charges',
      { amount: 1, currency: 'XXX' },
      422,
      'unprocessable',
      '/currency',
    ],
    ['an array', 'POST', '/v1/charges', [], 422, 'unprocessable', '/'],
    ['a limit of 0', 'GET', '/v1/charges?limit=0', undefined, 400, 'invalid_request', 'limit'],
    ['a limit of words', 'GET', '/v1/charges?limit=ten', undefined, 400, 'invalid_request', 'limit'],
    ['an unknown status', 'GET', '/v1/charges?status=lost', undefined, 400, 'invalid_request', 'status'],
    [
      'a cursor of nobody',
      'GET',
      '/v1/charges?starting_after=x',
      undefined,
      400,
      'invalid_request',
      undefined,
    ],
    ['an id that cannot be', 'GET', '/v1/charges/CH-1', undefined, 404, 'not_found', 'id'],
    ['a path of nothing', 'GET', '/v2/charges', undefined, 404, 'not_found', undefined],
    ['another method', 'PUT', '/v1/charges', { amount: 1 }, 405, 'invalid_request', undefined],
  ])('%s', async (_, method, path, body, status, type, param) => {
    const answer = await call(method, path, body);
    const error = schemasOf(baseline, 'response');

    expect([answer.status, answer.body.error.type, answer.body.error.param]).toEqual([status, type, param]);
    expect(error.misfit(error.at('#/components/schemas/Error'), answer.body)).toBeNull();
  });

  it('another media type is 415, no body is 400', async () => {
    const text = await call('POST', '/v1/charges', 'amount=1', { 'content-type': 'text/plain' });
    const none = await call('POST', '/v1/charges', '', {});

    expect([text.status, none.status]).toEqual([415, 400]);
  });
});

describe('credentials', () => {
  it('are asked for', async () => {
    const none = await call('GET', '/v1/charges', undefined, { authorization: '' });
    const wrong = await call('GET', '/v1/charges', undefined, { authorization: 'Bearer wrong' });

    expect([none.status, wrong.status]).toEqual([401, 401]);
    expect(none.body.error.type).toBe('authentication');
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('give a token only to the client, for the grant and the scopes that are known', async () => {
    const wrong = await fetchToken('shop', 'other');
    const grant = await fetchToken('shop', credentials.clientSecret, 'grant_type=password');
    const scope = await fetchToken(
      'shop',
      credentials.clientSecret,
      'grant_type=client_credentials&scope=everything',
    );
    const fine = await fetchToken();

    expect([wrong.status, await wrong.json()]).toEqual([401, { error: 'invalid_client' }]);
    expect([grant.status, await grant.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
    expect([scope.status, await scope.json()]).toEqual([400, { error: 'invalid_scope' }]);
    expect(await fine.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'charges' });
  });

  it('that cover other scopes are 403', async () => {
    const given = await fetchToken(
      'shop',
      credentials.clientSecret,
      'grant_type=client_credentials&scope=payouts',
    );
    const { access_token } = (await given.json()) as { access_token: string };
    const { status } = await call('GET', '/v1/charges', undefined, {
      authorization: `Bearer ${access_token}`,
    });

    expect(status).toBe(403);
  });

  it('end after their lifetime', async () => {
    elapsed += 3_599_000;
    const before = await call('GET', '/v1/balance');
    elapsed += 2_000;
    const after = await call('GET', '/v1/balance');
    await renew();
    const renewed = await call('GET', '/v1/balance');

    expect([before.status, after.status, renewed.status]).toEqual([200, 401, 200]);
  });
});

describe('another version', () => {
  it('keeps the records and changes their shape, and goes back', async () => {
    const small = await call('POST', '/v1/charges', { amount: 1200, currency: 'EUR' });
    const large = await call('POST', '/v1/charges', { amount: 90_000, currency: 'EUR' });
    const path = `/v1/charges/${small.body.id}`;
    const held = `/v1/charges/${large.body.id}`;

    emulator.setVersion(next, { 'GET /v1/charges/{}': { Sunset: 'Sat, 31 Jul 2027 00:00:00 GMT' } });
    const after = await call('GET', path);
    const review = await call('GET', held);
    const refused = await call('POST', '/v1/charges', { amount: 1200, currency: 'EUR' });
    const accepted = await call('POST', '/v1/charges', {
      amount: 1200,
      currency: 'EUR',
      reference: 'order-2',
    });
    emulator.setVersion(baseline);
    const back = await call('GET', path);

    const { amount_captured, ...rest } = small.body;
    expect(amount_captured).toBe(1200);
    expect(after.body).toEqual({ ...rest, captures: [{ amount: 1200, currency: 'EUR' }] });
    expect(after.headers.get('sunset')).toBe('Sat, 31 Jul 2027 00:00:00 GMT');
    expect([large.body.status, review.body.status]).toEqual(['pending', 'under_review']);
    expect([refused.status, refused.body.error.param]).toEqual([422, '/reference']);
    expect([accepted.status, accepted.body.amount_captured]).toEqual([201, undefined]);
    expect(back.body).toEqual(small.body);
    expect(back.headers.get('sunset')).toBeNull();
  });

  it('changes its document and its tag', async () => {
    const first = await fetch(`${emulator.url}/openapi.json`);
    const tag = first.headers.get('etag') ?? '';
    const again = await fetch(`${emulator.url}/openapi.json`, {
      headers: { 'if-none-match': `"x", W/${tag}` },
    });
    emulator.setVersion(next);
    const moved = await fetch(`${emulator.url}/openapi.json`, { headers: { 'if-none-match': tag } });
    emulator.setVersion(baseline);

    expect(await first.json()).toEqual(baseline.raw);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect([moved.status, await moved.json()]).toEqual([200, next.raw]);
  });
});
