import { describe, expect, it } from 'vitest';
import { isRefusedAddress, literalAddress } from '../../../src/adapters/http/address-guard.ts';

/** Hosts as somebody may write them in a URL, each with the address that it is and why that is refused. */
const REFUSED: Record<string, string[]> = {
  '127.0.0.1 loopback': [
    '127.0.0.1', '127.0.0.1.', '127.0.0.01', '127.00.0.1', '127.0.1', '127.1', '127.1.', '127.0.0x1', '127.0.0.0x1',
    '2130706433', '2130706433.', '0x7f000001', '0X7F000001', '0x7f000001.', '017700000001', '0017700000001',
    '0x7f.1', '0x7f.0.1', '0x7F.0x0.0x0.0x1', '0177.1', '0177.0.0.1', '0177.0.0.0x1', '0x7f.0.0.01', '127.0x000001',
    '%31%32%37.0.0.1', '%30x7f.1', '127.0.0.1%2e', '127%2E0%2E0%2E1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1',
    '127．0．0．1', '127｡0｡0｡1', '⑫⑦.0.0.1', '0x7ｆ.1', 'user@127.0.0.1', 'api.partner.example@127.0.0.1',
    'user:word@2130706433', '127.0.0.1:80', '0x7f.1:443',
  ],
  '127.0.0.0 loopback': ['127.0.0.0x', '127.0', '0x7f000000', '127.0.0.0'],
  '127.255.255.254 loopback': ['127.255.255.254', '2147483646', '0x7ffffffe', '127.16777214', '127.255.65534'],
  '0.0.0.0 this network': ['0.0.0.0', '0', '00', '0x', '0x0', '0.0', '0.0.0', '000.000.000.000', '0.0.0.0.'],
  '0.1.2.3 this network': ['0.1.2.3', '66051', '0x10203', '0.66051', '0.1.515'],
  '10.0.0.1 private': ['10.0.0.1', '167772161', '0xa000001', '0xA.1', '012.0.0.1', '10.1', '０x0a.1', '10.0.1'],
  '10.255.255.255 private': ['10.255.255.255', '184549375', '10.16777215', '0xAffffff'],
  '100.64.0.1 carrier-grade NAT': ['100.64.0.1', '1681915905', '0x64400001', '0144.0100.0.1', '100.4194305'],
  '100.127.255.255 carrier-grade NAT': ['100.127.255.255', '0x647fffff'],
  '100.100.100.200 cloud metadata': ['100.100.100.200', '0x646464c8', '1684301000'],
  '168.63.129.16 cloud metadata': ['168.63.129.16', '2822734096'],
  '169.254.169.254 link-local': [
    '169.254.169.254', '2852039166', '0xa9fea9fe', '0xA9.0xFE.0xA9.0xFE', '0251.0376.0251.0376', '025177524776',
    '169.254.43518', '169.16689662', '0xa9.254.0251.254', '①⑥⑨.②⑤④.①⑥⑨.②⑤④', '169。254。169。254',
    'latest@169.254.169.254', '169.254.169.254.',
  ],
  '172.16.0.1 private': ['172.16.0.1', '2886729729', '0xac100001', '0254.020.0.1', '172.1048577'],
  '172.31.255.255 private': ['172.31.255.255', '0xac1fffff'],
  '192.0.0.192 protocol assignments': ['192.0.0.192', '0xc00000c0', '192.192'],
  '192.168.0.1 private': ['192.168.0.1', '3232235521', '0xc0a80001', '0300.0250.0.1', '192.168.1', '192.11010049'],
  '192.168.255.255 private': ['192.168.255.255', '0xc0a8ffff'],
  '198.18.0.1 benchmarking': ['198.18.0.1', '3323068417', '0306.022.0.1'],
  '198.19.255.255 benchmarking': ['198.19.255.255', '0xc613ffff'],
  '224.0.0.1 multicast': ['224.0.0.1', '3758096385', '0xe0000001', '0340.1'],
  '239.255.255.250 multicast': ['239.255.255.250', '0xeffffffa'],
  '240.0.0.1 reserved': ['240.0.0.1', '4026531841', '0xf0000001'],
  '255.255.255.255 reserved': ['255.255.255.255', '4294967295', '0xffffffff', '0377.0377.0377.0377', '037777777777'],
  ':: unspecified': ['[::]', '[0::0]', '[0:0:0:0:0:0:0:0]', '[::0.0.0.0]', '[0000:0000::]'],
  '::1 loopback': ['[::1]', '[0::1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[0000:0:0::0:1]', '[::0.0.0.1]', '[::1]:80'],
  '::ffff:7f00:1 loopback in mapped form': [
    '[::ffff:127.0.0.1]', '[::FFFF:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:7f00:0001]', '[0:0:0:0:0:ffff:127.0.0.1]',
    '[0::ffff:7F00:1]',
  ],
  '::ffff:a00:1 private in mapped form': ['[::ffff:10.0.0.1]', '[::ffff:a00:1]'],
  '::ffff:a9fe:a9fe link-local in mapped form': ['[::ffff:169.254.169.254]', '[::ffff:a9fe:a9fe]'],
  '::ffff:0:7f00:1 loopback in translated form': ['[::ffff:0:127.0.0.1]', '[::ffff:0:7f00:1]'],
  '::7f00:1 loopback in IPv4-compatible form': ['[::127.0.0.1]', '[::7f00:1]', '[0:0:0:0:0:0:127.0.0.1]'],
  '64:ff9b::7f00:1 loopback in NAT64 form': ['[64:ff9b::127.0.0.1]', '[64:ff9b::7f00:1]', '[0064:FF9B::7f00:1]'],
  '64:ff9b::a9fe:a9fe link-local in NAT64 form': ['[64:ff9b::169.254.169.254]', '[64:ff9b:0:0:0:0:a9fe:a9fe]'],
  '64:ff9b:1::808:808 local NAT64': ['[64:ff9b:1::8.8.8.8]', '[64:ff9b:1::808:808]'],
  '2002:7f00:1:: loopback in 6to4 form': ['[2002:7f00:1::]', '[2002:7F00:0001::]'],
  '2002:a9fe:a9fe::1 link-local in 6to4 form': ['[2002:a9fe:a9fe::1]'],
  '2002:c0a8:1:: private in 6to4 form': ['[2002:c0a8:0001::]', '[2002:c0a8:1:0:0:0:0:0]'],
  '2a00:1::5efe:a00:1 private in ISATAP form': ['[2a00:1::5efe:10.0.0.1]', '[2a00:1::0:5efe:a00:1]'],
  '2a00:1::200:5efe:7f00:1 loopback in ISATAP form': ['[2a00:1::200:5efe:127.0.0.1]'],
  '2001:0:1::1 Teredo': ['[2001:0:1::1]', '[2001:0000:0001::1]'],
  '100::1 discard': ['[100::1]', '[0100:0:0:0::1]'],
  'fc00::1 unique local': ['[fc00::1]', '[FC00::1]', '[fc00:0:0:0:0:0:0:1]'],
  'fdff:ffff::1 unique local': ['[fdff:ffff::1]'],
  'fd00:ec2::254 cloud metadata': ['[fd00:ec2::254]', '[fd00:0ec2:0:0:0:0:0:254]'],
  'fe80::1 link-local': ['[fe80::1]', '[FE80:0::1]'],
  'febf:ffff::1 link-local': ['[febf:ffff::1]'],
  'fec0::1 site-local': ['[fec0::1]'],
  'ff02::1 multicast': ['[ff02::1]', '[FF02:0:0::1]'],
}; // biome-ignore format: a table

/** Hosts that are addresses, and may be called. */
const ALLOWED: Record<string, string[]> = {
  '8.8.8.8': [
    '8.8.8.8', '134744072', '0x08080808', '0x8080808', '010.010.010.010', '0x8.0x8.0x8.0x8', '8.8.2056', '8.526344',
    '8.8.8.8.', '８.８.８.８', '⑧.⑧.⑧.⑧', '8。8。8。8', 'user@8.8.8.8', '127.0.0.1@8.8.8.8', '10.0.0.1:80@8.8.8.8',
    '8.8.8.8:443',
  ],
  '9.255.255.255': ['9.255.255.255', '167772159'],
  '11.0.0.0': ['11.0.0.0', '184549376', '0xb000000'],
  '100.63.255.255': ['100.63.255.255', '0x643fffff'],
  '100.128.0.0': ['100.128.0.0', '0x64800000'],
  '126.255.255.255': ['126.255.255.255', '2130706431'],
  '128.0.0.0': ['128.0.0.0', '0x80000000', '2147483648'],
  '169.253.255.255': ['169.253.255.255', '0xa9fdffff'],
  '169.255.0.0': ['169.255.0.0', '0xa9ff0000'],
  '172.15.255.255': ['172.15.255.255', '0xac0fffff'],
  '172.32.0.0': ['172.32.0.0', '0xac200000'],
  '192.0.1.0': ['192.0.1.0', '0xc0000100'],
  '192.167.255.255': ['192.167.255.255', '0xc0a7ffff'],
  '192.169.0.0': ['192.169.0.0', '0xc0a90000'],
  '198.17.255.255': ['198.17.255.255', '0xc611ffff'],
  '198.20.0.0': ['198.20.0.0', '0xc6140000'],
  '223.255.255.255': ['223.255.255.255', '0xdfffffff'],
  '1.0.0.0': ['1.0.0.0', '16777216', '1.0', '1.0.0'],
  '::ffff:808:808': ['[::ffff:8.8.8.8]', '[::ffff:808:808]', '[0:0:0:0:0:FFFF:8.8.8.8]'],
  '64:ff9b::808:808': ['[64:ff9b::8.8.8.8]', '[64:ff9b::808:808]'],
  '2002:808:808::1': ['[2002:808:808::1]', '[2002:0808:0808::1]'],
  '2606:4700::1111': ['[2606:4700::1111]', '[2606:4700:0:0:0:0:0:1111]', '[2606:4700::1111]:8443'],
  '2001:4860:4860::8888': ['[2001:4860:4860::8888]', '[2001:4860:4860:0:0:0:0:8888]'],
  '2a00:1::5efe:808:808': ['[2a00:1::5efe:8.8.8.8]'],
  'fbff:ffff::1': ['[fbff:ffff::1]'],
  'fe7f:ffff::1': ['[fe7f:ffff::1]'],
}; // biome-ignore format: a table

/** Hosts that are names, whatever they look like: they are looked up, and what that gives is checked. */
const NAMES = [
  'localhost', 'LOCALHOST', 'localhost.', 'api.partner.example', '127.0.0.1.example', '10.0.0.1.nip.example',
  'x.127.0.0.1.example', '0x7f.1.example', '127-0-0-1.example', 'a127.0.0.1a', '127.0.0.1-', 'ip6-localhost',
]; // biome-ignore format: a table

/** What no URL can be made of: nothing is called. */
const NO_URL = [
  '256.0.0.1', '1.2.3.4.5', '4294967296', '0x100000000', '127.0.0.256', '127.0.65536', '09.0.0.1', '[::1',
  '[::1%25lo]', '[fe80::1%eth0]', '[::g]', '[1:2:3:4:5:6:7:8:9]', '[127.0.0.1]', '[::ffff:127.1]', '127.0.0.1.5',
  '1.2.3.08', 'one.2',
]; // biome-ignore format: a table

function hostOf(written: string): string | undefined {
  return URL.parse(`http://${written}/`)?.hostname;
}

const rows = (table: Record<string, string[]>): [string, string][] =>
  Object.entries(table).flatMap(([what, spellings]) => spellings.map((one): [string, string] => [one, what]));

describe('a host in a URL', () => {
  it('is written here in so many ways', () => {
    expect(rows(REFUSED).length).toBeGreaterThan(150);
    expect(rows(ALLOWED).length).toBeGreaterThan(50);
  });

  it.each(rows(REFUSED))('%s is refused: %s', (written, what) => {
    const literal = literalAddress(hostOf(written) ?? '');
    expect(`${literal} ${isRefusedAddress(literal ?? '')}`).toBe(what);
  });

  it.each(rows(ALLOWED))('%s is the address %s, and allowed', (written, address) => {
    const literal = literalAddress(hostOf(written) ?? '');
    expect(literal).toBe(address);
    expect(isRefusedAddress(address)).toBeNull();
  });

  it.each(NAMES)('%s is a name', (written) => {
    expect(literalAddress(hostOf(written) ?? '127.0.0.1')).toBeNull();
  });

  it.each(NO_URL)('%s is none', (written) => {
    expect(hostOf(written)).toBeUndefined();
  });
});
