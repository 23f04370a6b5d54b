import { describe, expect, it } from 'vitest';
import { isSameOrigin } from '../../../src/adapters/http/exact-origin.ts';
import { targetUrl } from '../../../src/adapters/http/request-target.ts';
import { tokenUrl } from '../../../src/adapters/http/token-url.ts';

const BASE = 'https://api.partner.example/v1';

/** Other spellings of the same origin, and origins that only look like it. */
const SAME = [
  'https://api.partner.example/',
  'https://API.Partner.EXAMPLE/x',
  'https://api.partner.example:443/x',
  'HTTPS://api.partner.example/x',
  'https://user:word@api.partner.example/x',
  'https://ａｐｉ.partner.example/x',
  'https://api。partner。example/x',
  'https://%61pi.partner.example/x',
];
const OTHERS = [
  'http://api.partner.example/',
  'http://api.partner.example:443/',
  'https://api.partner.example:8443/',
  'https://api.partner.example:80/',
  'https://api.partner.example./',
  'https://api.partner.example.evil.example/',
  'https://evil.example/api.partner.example',
  'https://api.partner.example@evil.example/',
  'https://api.partner.example%40evil.example/',
  'https://api.partner.example:443@evil.example/',
  'https://evil.example\\@api.partner.example/',
  'https://evil.example#@api.partner.example/',
  'https://evil.example?@api.partner.example/',
  'https://partner.example/',
  'https://xapi.partner.example/',
  'https://api-partner.example/',
  'https://аpi.partner.example/', // a Cyrillic letter
  'https://xn--pi-7kc.partner.example/',
  'https://apı.partner.example/', // a dotless i
  'ftp://api.partner.example/',
  'data:https://api.partner.example/',
];

describe('the exact origin', () => {
  const base = new URL(BASE);

  it.each(SAME)('is that of %s', (written) => {
    expect(isSameOrigin(new URL(written), base)).toBe(true);
  });

  it.each(OTHERS)('is not that of %s', (written) => {
    const url = URL.parse(written);
    expect(url !== null && isSameOrigin(url, base)).toBe(false);
  });

  it('is known under its punycode name too', () => {
    const named = new URL('https://bücher.example/');
    expect(isSameOrigin(new URL('https://xn--bcher-kva.example/'), named)).toBe(true);
    expect(isSameOrigin(new URL('https://bucher.example/'), named)).toBe(false);
  });

  it('holds for no scheme without one', () => {
    expect(isSameOrigin(new URL('data:a'), new URL('data:a'))).toBe(false);
  });
});

describe('where a call goes', () => {
  it.each([
    '/items', 'items', '//evil.example/x', '/\\evil.example', '@evil.example/', '.evil.example', ':8443/x', ':x@evil.example/',
    '/../../..//evil.example/', '/%2f%2fevil.example', 'http://evil.example/', '/x?@evil.example', '/x#@evil.example', '/\u0000@evil',
    '\t//evil.example', '/;@evil.example:80/',
  ])('is the environment, whatever the path: %j', (path) => {
    for (const environment of [BASE, 'https://api.partner.example', 'http://127.0.0.1:1']) {
      const url = targetUrl(environment, path, '', [['key', 'secret']]);
      expect(url === null || url.origin === new URL(environment).origin).toBe(true);
    }
    expect(targetUrl('https://api.partner.example', path, '')?.host ?? 'api.partner.example').toBe('api.partner.example');
  }); // biome-ignore format: a table

  it('takes our own credentials in place of those that were written', () => {
    expect(targetUrl(BASE, '/items', 'a=1&key=stale&%6bey=2&b', [['key', 'a b&c']])?.search).toBe(
      '?a=1&b&key=a%20b%26c',
    );
    expect(targetUrl(BASE, '/items', 'a=%20b&a=2', [])?.search).toBe('?a=%20b&a=2');
  });
});

describe('where a client secret goes', () => {
  const ask = (written: string, namedBy: 'agreement' | 'document', environment = BASE) => {
    const url = tokenUrl({ tokenUrl: written, namedBy }, environment);
    return url instanceof URL ? url.href : url.detail;
  };

  it.each([
    ['/oauth/token', 'https://api.partner.example/oauth/token'],
    ['token', 'https://api.partner.example/v1/token'],
    ['https://API.partner.example:443/token', 'https://api.partner.example/token'],
  ])('by the document: %s', (written, href) => {
    expect(ask(written, 'document')).toBe(href);
    expect(ask(written, 'agreement')).toBe(href);
  });

  it.each([...OTHERS, '//evil.example/token', '/\\evil.example/token'])(
    'never elsewhere by the document alone: %s',
    (written) => {
      expect(ask(written, 'document')).not.toMatch(/^https?:/);
    },
  );

  it('elsewhere by the agreement, and only with TLS', () => {
    expect(ask('https://login.partner.example/t', 'agreement')).toBe('https://login.partner.example/t');
    expect(ask('http://login.partner.example/t', 'agreement')).toMatch(/neither https nor/);
    expect(ask('http://127.0.0.1:2/t', 'agreement', 'http://127.0.0.1:1')).toMatch(/neither https nor/);
    expect(ask('ftp://login.partner.example/t', 'agreement')).toMatch(/no web address/);
    expect(ask('https://login.partner.example/t', 'document')).toMatch(/name it as `token-url` in `auth`/);
  });
});
