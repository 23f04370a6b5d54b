import { describe, expect, it } from 'vitest';
import { isOfFormat } from '../../../src/core/exchange/formats.ts';

describe('a format', () => {
  it.each<[string, string | number]>([
    ['date', '2024-02-29'],
    ['date-time', '2026-11-22T10:00:00Z'],
    ['date-time', '2026-11-22t10:00:60.123+05:30'],
    ['time', '10:00:00Z'],
    ['uuid', '0210a341-d7f9-4d5f-80e5-db5e8143ea12'],
    ['ipv4', '192.0.2.255'],
    ['ipv6', '2001:db8::1'],
    ['ipv6', '::ffff:192.0.2.1'],
    ['ipv6', '1:2:3:4:5:6:7:8'],
    ['hostname', 'api.shop.example'],
    ['email', 'orders@shop.example'],
    ['uri', 'https://shop.example/orders?a=%20'],
    ['uri', 'urn:isbn:0451450523'],
    ['byte', 'c2hvcA=='],
    ['byte', ''],
    ['int32', 2_147_483_647],
    ['int64', 9_007_199_254_740_991],
    ['a-format-of-theirs', 'anything'],
    ['date', 20260101],
    ['int32', 'text'],
  ])('takes: %s %s', (format, value) => {
    expect(isOfFormat(format, value)).toBe(true);
  });

  it.each<[string, string | number]>([
    ['date', '2026-02-29'],
    ['date', '22.11.2026'],
    ['date', '2026-13-01'],
    ['date-time', '2026-11-22 25:00:00Z'],
    ['date-time', '2026-11-22T10:00:00'],
    ['date-time', 'yesterday'],
    ['time', '10:00'],
    ['uuid', 'some-none-uuid'],
    ['ipv4', '192.0.2.256'],
    ['ipv6', '1:2:3'],
    ['ipv6', '1::2::3'],
    ['ipv6', '1:2:3:4:5:6:7:8:9'],
    ['hostname', '-shop.example'],
    ['email', 'orders at shop'],
    ['uri', '/orders'],
    ['byte', '%'],
    ['int32', 2_147_483_648],
  ])('refuses: %s %s', (format, value) => {
    expect(isOfFormat(format, value)).toBe(false);
  });

  it('says nothing of a text that is too long to be looked at', () => {
    expect(isOfFormat('uuid', 'x'.repeat(100_000))).toBe(true);
  });
});
