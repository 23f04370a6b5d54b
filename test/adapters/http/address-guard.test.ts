import { describe, expect, it } from 'vitest';
import { isRefusedAddress, literalAddress } from '../../../src/adapters/http/address-guard.ts';

const REFUSED = [
  '0.0.0.0', '0.255.1.1', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.0.9',
  '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.0.1', '198.18.0.1', '198.19.255.255', '224.0.0.1',
  '239.1.1.1', '240.0.0.1', '255.255.255.255', '::', '::1', '0:0:0:0:0:0:0:1', 'fc00::1', 'fdff::1', 'fe80::1',
  'fe80::1%eth0', '[fe80::1%25eth0]', 'febf::1', 'fec0::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1',
  '[::ffff:10.0.0.1]', '::ffff:0:192.168.1.1', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::10.1.2.3',
  '64:ff9b:1::808:808', '2002:7f00:1::', '2002:a9fe:a9fe::1', '2002:c0a8:101::', '2001:0:1::1',
  '', 'localhost', '1.2.3', '256.1.1.1', '01.2.3.4', '1::2::3', ':::', '1:2:3:4:5:6:7:8:9',
]; // biome-ignore format: a table

const ALLOWED = [
  '1.1.1.1', '9.255.255.255', '11.0.0.1', '100.63.255.255', '100.128.0.1', '126.255.255.255', '128.0.0.1',
  '169.253.1.1', '172.15.255.255', '172.32.0.1', '192.167.1.1', '198.17.255.255', '198.20.0.1', '223.255.255.255',
  '2606:4700::1', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::808:808', '2002:808:808::1', 'fbff::1',
  'fe00::1',
]; // biome-ignore format: a table

describe('the address guard', () => {
  it.each(REFUSED)('refuses %s', (ip) => {
    expect(isRefusedAddress(ip)).toBeTypeOf('string');
  });

  it.each(ALLOWED)('allows %s', (ip) => {
    expect(isRefusedAddress(ip)).toBeNull();
  });

  it.each(['127.0.0.1', '10.1.1.1', '192.168.1.1', '172.20.0.1', '::1', 'fd00::1', '::ffff:127.0.0.1'])(
    'allows %s where private addresses are allowed',
    (ip) => {
      expect(isRefusedAddress(ip, true)).toBeNull();
    },
  );

  it.each([
    '169.254.169.254',
    '0.0.0.0',
    '::',
    'fe80::1',
    '224.0.0.1',
    '::ffff:169.254.169.254',
    '2002:a9fe:a9fe::',
  ])('refuses %s even then', (ip) => {
    expect(isRefusedAddress(ip, true)).toBeTypeOf('string');
  });

  it.each([
    ['2130706433', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['017700000001', '127.0.0.1'],
    ['127.1', '127.0.0.1'],
    ['0300.0250.1.1', '192.168.1.1'],
    ['[::ffff:7f00:1]', '::ffff:7f00:1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['127.0.0.1.', '127.0.0.1'],
    ['example.com', null],
    ['1.example', null],
  ])('reads the host %s as %s', (host, address) => {
    expect(literalAddress(host)).toBe(address);
  });
});
