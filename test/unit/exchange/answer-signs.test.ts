import { describe, expect, it } from 'vitest';
import { saysNoSuchRecord, tellsQuota } from '../../../src/core/exchange/answer-signs.ts';
import type { Json } from '../../../src/core/json.ts';

const answer = (body: Json, headers = {}) => ({
  status: 404,
  headers,
  media: 'application/json',
  body,
  unreadable: false,
});

describe('saysNoSuchRecord', () => {
  it.each<Json>([
    { error: { type: 'invalid_request_error', code: 'resource_missing' } },
    { error: { message: "No such charge: 'ch_1'" } },
    { message: 'Order o_1 not found' },
    { message: 'The customer with id 42 does not exist.' },
    { detail: 'User could not be found' },
    { errors: [{ code: 'ORDER_NOT_FOUND' }] },
    { code: 'customerNotFound' },
    { message: 'no order found for this id' },
    'No such customer',
  ])('hears it in %j', (body) => {
    expect(saysNoSuchRecord(answer(body))).toBe(true);
  });

  it.each<Json>([
    { message: 'Not Found' },
    { code: 'not_found', message: 'not found' },
    { message: 'no Route matched with those values' },
    { message: 'The requested URL was not found on the server.' },
    { message: 'Resource not found' },
    { error: 'path /v1/orders does not exist' },
    { message: "Unknown parameter 'limit'" },
    { message: "field 'colour' does not exist" },
    { message: 'total must not be null' },
    {},
    '',
  ])('does not hear it in %j', (body) => {
    expect(saysNoSuchRecord(answer(body))).toBe(false);
  });

  it('is quick on long hostile text', () => {
    const text = `${'no such '.repeat(5_000)}${'a-'.repeat(50_000)}`;
    const started = performance.now();
    saysNoSuchRecord(answer({ a: Array.from({ length: 1_000 }, () => text), b: text }));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('tellsQuota', () => {
  it.each([
    [{ 'retry-after': '120' }, true],
    [{ 'ratelimit-remaining': '0' }, true],
    [{ ratelimit: '"default";r=0;t=30' }, true],
    [{ ratelimit: 'limit=100, remaining=0, reset=50' }, true],
    [{ ratelimit: '"default";r=10;t=30' }, false],
    [{ 'x-ratelimit-remaining': '10' }, false],
    [{}, false],
  ])('%j: %s', (headers, expected) => {
    expect(tellsQuota(answer({}, headers))).toBe(expected);
  });
});
