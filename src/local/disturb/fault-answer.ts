import type { Json } from '../../core/json.ts';
import { always } from './change-answer.ts';
import { bytesOf, jsonAnswer, type Reply, textAnswer } from './reply.ts';
import { type Arrangement, type FaultMode, pick } from './types.ts';

const anywhere = { where: 'anywhere', places: 'all' } as const;
const withJson = { where: 'anywhere', places: 'json' } as const;

const written = (change: (text: string) => string | Buffer): Arrangement => ({
  react: (_, well) => ({ ...well, body: Buffer.from(change(bytesOf(well.body).toString())) }),
});

function page(status: number, body: string, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    body: `<!DOCTYPE html><html><head><title>Depot</title></head><body>${body}</body></html>`,
  };
}

const LOGIN = '<form method="post" action="/login"><input type="password" name="p"></form>';

/** Faults of pages, redirects, caches and bodies: an answer comes, and it is not the API's. */
export const ANSWER_FAULTS: readonly FaultMode[] = [
  { name: 'a login page with 200', ...anywhere, told: ['blocked'], arrange: () => always(page(200, LOGIN)) },
  {
    name: 'a captcha',
    ...anywhere,
    told: ['blocked'],
    arrange: (draw) =>
      always(
        pick(draw, [
          page(200, 'Are you a robot?'),
          page(403, 'Checking your browser', { 'cf-mitigated': 'challenge' }),
          page(403, 'Please solve the captcha'),
          page(405, 'Human verification', { 'x-amzn-waf-action': 'captcha' }),
        ]),
      ),
  },
  {
    name: 'a page under the media type of JSON',
    ...anywhere,
    told: ['blocked'],
    arrange: () => always({ ...page(200, 'Welcome'), headers: { 'content-type': 'application/json' } }),
  },
  {
    name: 'a page that a cache kept',
    ...anywhere,
    told: ['blocked'],
    arrange: () =>
      always(page(200, 'This is a saved copy', { age: '90000', warning: '111 - "Revalidation Failed"' })),
  },
  {
    name: 'an old answer that a cache kept',
    ...withJson,
    told: ['intercepted'],
    arrange: (draw) => {
      const signs = pick<Record<string, string>>(draw, [
        { age: '900000', warning: '110 - "Response is Stale"' },
        { age: '900000', warning: '111 edge "Revalidation Failed"' },
        { age: '900000', 'cache-control': 'max-age=60' },
        { 'cache-status': 'Edge; hit; ttl=-86400' },
        { age: '900000', 'x-cache': 'STALE' },
      ]);
      return {
        react: (_, well) => ({ ...well, headers: { ...well.headers, ...signs }, body: { v: 1, items: [] } }),
      };
    },
  },
  {
    name: 'a redirect to a login',
    ...anywhere,
    told: ['blocked', 'redirect-refused'],
    arrange: (draw) => {
      const location = pick(draw, [
        '/login?next=%2F',
        'https://sso.partner.example/saml',
        '/oauth/authorize?x=1',
        '/account/signin',
      ]);
      return always({ status: pick(draw, [302, 303, 307]), headers: { location }, body: undefined });
    },
  },
  {
    name: 'a redirect to a page of maintenance',
    ...anywhere,
    told: ['maintenance'],
    arrange: (draw) =>
      always({
        status: 302,
        headers: { location: pick(draw, ['/maintenance', '/maintenance.html', '/errors/maintenance']) },
        body: undefined,
      }),
  },
  {
    name: 'a redirect to itself',
    ...anywhere,
    told: ['redirect-refused'],
    arrange: (draw) => {
      const status = pick(draw, [301, 302, 307, 308]);
      const again = pick(draw, ['', '?again=1', '/']);
      return { react: ({ path }) => ({ status, headers: { location: `${path}${again}` }, body: undefined }) };
    },
  },
  {
    name: 'a redirect back and forth',
    where: 'anywhere',
    places: 'get',
    told: ['redirect-refused'],
    arrange: () => always({ status: 302, headers: { location: '/there' }, body: undefined }),
  },
  {
    name: 'a redirect to a private address',
    ...anywhere,
    told: ['redirect-refused'],
    arrange: (draw) => {
      const location = pick(draw, [
        'http://10.0.0.7/',
        'http://169.254.169.254/latest',
        'http://[::1]:1/',
        'http://192.168.0.1/x',
      ]);
      return always({ status: pick(draw, [301, 302, 307, 308]), headers: { location }, body: undefined });
    },
  },
  {
    name: 'a redirect to no web address',
    ...anywhere,
    told: ['redirect-refused'],
    arrange: (draw) => {
      const location = pick(draw, ['file:///etc/passwd', 'gopher://127.0.0.1/', 'data:text/plain,x']);
      return always({ status: 302, headers: { location }, body: undefined });
    },
  },
  {
    name: 'the redirect of a captive portal',
    ...anywhere,
    told: ['redirect-refused', 'blocked'],
    arrange: () =>
      always({ status: 302, headers: { location: 'http://wifi.cafe.example/welcome' }, body: undefined }),
  },
  {
    name: 'JSON that is cut',
    ...withJson,
    told: ['truncated'],
    arrange: (draw) => written((text) => text.slice(0, draw.between(1, text.length - 1))),
  },
  {
    name: 'an empty body with 200',
    ...withJson,
    told: ['truncated'],
    arrange: () => ({ react: (_, well) => (well.status < 300 ? { ...well, body: undefined } : well) }),
  },
  {
    name: 'numbers that JSON does not have',
    ...withJson,
    told: ['truncated'],
    arrange: (draw) => {
      const number = pick(draw, ['NaN', '-Infinity', 'Infinity', 'nan']);
      return written((text) => text.replace(/:(\d[\d.]*|true|false|"[^"]*")/, `:${number}`));
    },
  },
  {
    name: 'a key twice',
    ...withJson,
    told: ['truncated'],
    arrange: () =>
      written((text) =>
        text.replace(/"(\w+)":("[^"]*"|[\d.]+|true|false)([,}])/, '"$1":$2,"$1":{"again":true}$3'),
      ),
  },
  {
    name: 'bytes that are no text',
    ...withJson,
    told: ['truncated'],
    arrange: () => written(() => Buffer.from([0x7b, 0x22, 0x80, 0xfe, 0xff, 0x00, 0x22, 0x7d])),
  },
  {
    name: 'a charset that it is not',
    ...withJson,
    told: ['truncated'],
    arrange: (draw) => {
      const type = pick(draw, ['application/json', 'application/json; charset=utf-8']);
      return {
        react: (_, well) => ({
          ...well,
          headers: { ...well.headers, 'content-type': type },
          body: Buffer.from(bytesOf(well.body).toString().replace('{"', '{"note":"caf\u00e9","'), 'latin1'),
        }),
      };
    },
  },
  {
    name: 'JSON that is nested too deep',
    ...withJson,
    told: ['too-large'],
    arrange: (draw) => {
      const depth = draw.between(300, 40_000);
      return written(() => '['.repeat(depth) + ']'.repeat(depth));
    },
  },
  {
    name: 'a byte order mark',
    ...withJson,
    told: ['green'],
    arrange: () => written((text) => `\uFEFF${text}`),
  },
  {
    name: 'an error of a gateway in plain text with 200',
    ...withJson,
    told: ['server-error'],
    arrange: (draw) => {
      const text = pick(draw, [
        'upstream connect error or disconnect/reset before headers',
        'Service Unavailable',
        'Bad Gateway',
      ]);
      return always(
        pick(draw, [
          textAnswer(200, 'text/plain', text),
          textAnswer(200, 'application/json', text),
          jsonAnswer(200, text as Json),
        ]),
      );
    },
  },
];
