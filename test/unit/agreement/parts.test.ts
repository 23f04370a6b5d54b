import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { maskTemplates, unmaskTemplates } from '../../../src/adapters/files/path-templates.ts';
import { partnerFromTitle } from '../../../src/core/agreement/draft-agreement.ts';
import { nearest } from '../../../src/core/agreement/nearest.ts';
import { namedSecrets, secretVariable } from '../../../src/core/agreement/secrets.ts';
import { duration, moment, shortDuration, url } from '../../../src/core/agreement/values.ts';

describe('a path template in YAML on one line', () => {
  const read = (source: string) => unmaskTemplates(load(maskTemplates(source)));
  /** js-yaml writes some keys (`.:[`) so that it cannot read them. */
  const isYaml = (source: string) => {
    try {
      load(source);
      return true;
    } catch {
      return false;
    }
  };

  it.each([
    ['[getA, GET /a/{id}]', ['getA', 'GET /a/{id}']],
    ['{operation: GET /a/{id}/b-{n}, x: {y: 1}}', { operation: 'GET /a/{id}/b-{n}', x: { y: 1 } }],
    ['[{o: GET /a/{id}}, {o: /{x.y}}]', [{ o: 'GET /a/{id}' }, { o: '/{x.y}' }]],
    ['path: "/a/{id}"', { path: '/a/{id}' }],
    ['/a/{id}: here', { '/a/{id}': 'here' }],
    ['u: https://x.example/{a}?b={c}', { u: 'https://x.example/{a}?b={c}' }],
  ])('%s', (source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  it('changes nothing in what is YAML already', () => {
    const text = fc.string().map((one) => `${one}/a/{id}${one}`);
    const value = fc.dictionary(
      fc.string(),
      fc.oneof(text, fc.array(text), fc.integer(), fc.dictionary(text, text)),
    );
    fc.assert(
      fc.property(value, fc.integer({ min: -1, max: 2 }), (data, flowLevel) => {
        const source = dump(data, { flowLevel });
        fc.pre(isYaml(source));
        expect(read(source)).toEqual(load(source));
      }),
    );
  });

  it('keeps every line and column', () => {
    fc.assert(fc.property(fc.string(), (source) => maskTemplates(source).length === source.length));
  });
});

describe('values of an agreement', () => {
  it.each([
    ['1s', 1_000],
    ['15m', 900_000],
    ['24h', 86_400_000],
    ['2d', 172_800_000],
  ])('%s is %i ms', (text, ms) => {
    expect(duration.parse(text)).toBe(ms);
  });

  it.each(['0s', '1', '1.5h', '-1h', '1 h', '1w', '10ms', ''])('%j is no duration', (text) => {
    expect(duration.safeParse(text).success).toBe(false);
  });

  it('lets a response time be in ms', () => {
    expect(shortDuration.parse('800ms')).toBe(800);
  });

  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2028-02-29', '2028-02-29'],
    ['2026-12-01T02:00Z', '2026-12-01T02:00:00.000Z'],
    ['2026-12-01T02:00:30+01:00', '2026-12-01T01:00:30.000Z'],
  ])('%s is the moment %s', (text, expected) => {
    expect(moment.parse(text)).toBe(expected);
  });

  it.each(['2027-02-29', '2027-13-01', '2026-12-01T25:00Z', '2026-12-01T02:00', '1.1.2027'])(
    '%s is none',
    (text) => {
      expect(moment.safeParse(text).success).toBe(false);
    },
  );

  it.each(['https://a.example', 'http://127.0.0.1:4280/base/', 'HTTPS://a.example'])(
    '%s is a base URL',
    (text) => {
      expect(url.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    'a.example',
    'file:///etc/passwd',
    'https://u:p@a.example',
    'https://a.example?x=1',
    'https://',
    'https://a b',
  ])('%s is none', (text) => {
    expect(url.safeParse(text).success).toBe(false);
  });
});

describe('names', () => {
  it.each([
    ['polcy', 'policy'],
    ['enviroments', 'environments'],
    ['USES', 'uses'],
    ['zebra', null],
    ['', null],
  ])('%s is near %s', (text, expected) => {
    expect(nearest(text, ['partner', 'policy', 'environments', 'uses'])).toBe(expected);
  });

  it.each([
    ['Acme Pay API', 'acme-pay'],
    ['Swift Ship REST API v2', 'swift-ship'],
    ['API', 'api'],
    ['  42 Øre  Système ', 're-systeme'],
    ['株式会社', null],
    ['A very long title of an interface that goes on', 'a-very-long-title-of-an-interf'],
  ])('%s is the partner %s', (title, partner) => {
    expect(partnerFromTitle(title)).toBe(partner);
    if (partner !== null) expect(partner).toMatch(/^[a-z][a-z0-9-]{0,29}$/);
  });

  it('of secrets become variables', () => {
    expect(secretVariable('acme-pay/sandbox.token')).toBe('FOREWARN_SECRET_ACME_PAY_SANDBOX_TOKEN');
  });

  it('of secrets are found where an agreement may have them, and nowhere else', () => {
    const data = {
      uses: [{ operation: 'a', with: { secret: 'not one' } }],
      environments: { a: { auth: { bearer: { secret: 'p/a' } } }, b: { auth: { secret: 'p/b' } } },
      contacts: { ours: [{ slack: { secret: 'slack/x' } }] },
    };
    expect(namedSecrets(data).map(({ name, path }) => [name, path.join('.')])).toEqual([
      ['p/a', 'environments.a.auth.bearer.secret'],
      ['p/b', 'environments.b.auth.secret'],
      ['slack/x', 'contacts.ours.0.slack.secret'],
    ]);
  });
});
