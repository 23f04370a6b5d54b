import { describe, expect, it } from 'vitest';
import { ForewarnError } from '../../src/core/errors.ts';
import { HOST, samplePage } from './sample.ts';

const PAGES = ['/', '/partners', '/partners/acme-pay', '/changes/ACME-PAY-1', '/history'];

async function textOf(path: string) {
  const answer = await samplePage().ask(path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** The words of a page, without its tags. */
function words(text: string): string {
  return text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

/** All that our own templates write; scripts, images and inline styles are not among it. */
const TAGS = new Set(
  'html head meta title link body a header p nav ol li main h1 h2 h3 h4 section article div table caption thead tbody tr th td span br time ul strong dl dt dd form input label select option button footer code pre details summary'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'lang charset name content rel href class id tabindex scope datetime method action type value maxlength required selected autocomplete placeholder title data-label aria-label aria-labelledby aria-hidden aria-current'.split(
    ' ',
  ),
);

function tagsOf(text: string): { name: string; attributes: string[] }[] {
  return [
    ...text
      .replace('<!doctype html>', '')
      .matchAll(/<\/?([a-z0-9]+)((?:\s+[^\s"'<>=]+(?:="[^"<>]*")?)*)\s*\/?>|</g),
  ].map(([, name, rest]) => ({
    name: name ?? 'an unreadable tag',
    attributes: [...(rest ?? '').matchAll(/([^\s"=]+)(?:="[^"]*")?/g)].map((match) => match[1] as string),
  }));
}

describe('the page', () => {
  it.each(PAGES)('%s escapes whatever a partner wrote', async (path) => {
    const { status, text } = await textOf(path);
    expect(status).toBe(200);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(tagsOf(text).filter(({ name }) => !TAGS.has(name))).toEqual([]);
    expect(
      tagsOf(text).flatMap(({ attributes }) => attributes.filter((one) => !ATTRIBUTES.has(one))),
    ).toEqual([]);
    expect(text.match(/<\/td>/g)?.length ?? 0).toBe(text.match(/<td/g)?.length ?? 0);
  });

  it.each([...PAGES, '/nowhere', '/style.css', '/healthz'])('%s is kept to itself', async (path) => {
    const { headers } = await textOf(path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('tells people how each environment stands, not verified as a colour of its own', async () => {
    const { text } = await textOf('/partners/acme-pay');
    expect(text).toMatch(/<span class="badge verdict drifts">.*differs from what was agreed/);
    expect(text).toMatch(/<span class="badge verdict not-verified">.*could not be checked/);
    expect(words(text)).toContain('no answer in time, since 2026-11-19 10:00');
  });

  it('answers of a change: what, from when, who feels it, whose step, by when', async () => {
    const { text } = await textOf('/changes/ACME-PAY-1');
    const headings = [...text.matchAll(/<dt>([^<]*)<\/dt>/g)].map((match) => match[1]);
    expect(headings).toEqual(['What', 'From when, and how we know', 'Who feels it', 'Whose step', 'By when']);
    expect(words(text)).toContain('It breaks us.');
    expect(words(text)).toContain('3 other differences');
    expect(words(text)).toContain('The receipt is empty; tell service-desk@shop.example');
  });

  it('shows of a partner how it stands, what is open, what is known, and since when', async () => {
    const { text } = await textOf('/partners/acme-pay');
    const headings = [...text.matchAll(/<h2 id="([^"]+)">/g)].map((match) => match[1]);
    expect(headings).toEqual([
      'environments',
      'open',
      'closed',
      'coming',
      'journeys',
      'standing',
      'why',
      'sight',
      'drifts',
    ]);
    expect(words(text)).toContain('known from the first look');
    expect(words(text)).toContain('Waits for us: ACME-PAY-1 to release, them: timeout');
  });

  it('shows of the history each entry with its hash', async () => {
    const { text } = await textOf('/history?partner=acme-pay');
    expect(text).toContain('<caption>Ledger entries, newest first</caption>');
    expect(text).toContain(`<code class="hash" title="${'cd'.repeat(32)}">cdcdcdcdcdcd</code>`);
  });

  it('shows both views of a notice', async () => {
    const { text } = await textOf('/changes/ACME-PAY-1');
    expect(text).toContain('Subject: About aaaaaaaa-ours');
    expect(text).toContain('Subject: About bbbbbbbb-theirs');
    expect(words(text)).toMatch(/bbbbbbbb waits for a release/);
  });

  it.each([
    '/nowhere',
    '/partners/nobody',
    '/partners/__proto__',
    '/changes/ACME-PAY-9',
    '/changes/constructor',
  ])('%s is not there', async (path) => {
    const { status, text } = await textOf(path);
    expect(status).toBe(404);
    expect(text).toContain('There is no such');
  });

  it('says of a fault no more than that there was one', async () => {
    const failing = samplePage({ partners: async () => Promise.reject(new Error('/etc/secret at line 3')) });
    const answer = await failing.ask('/');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(/secret|at line/);
    const gone = samplePage({ partner: async () => Promise.reject(new ForewarnError('not-found', 'no')) });
    expect((await gone.ask('/partners/acme-pay')).status).toBe(404);
  });

  it('says so where nobody is watched yet', async () => {
    const empty = samplePage({}, []);
    for (const path of ['/', '/partners'])
      expect(words(await (await empty.ask(path)).text())).toContain('No partner is watched yet');
    expect(words(await (await empty.ask('/coming')).text())).toContain('Nothing is known to be coming');
    expect(words(await (await empty.ask('/history')).text())).toContain('No ledger yet');
  });

  it('is well', async () => {
    expect(await textOf('/healthz')).toMatchObject({ status: 200, text: 'ok' });
  });
});

describe('who is answered', () => {
  it.each([
    ['127.0.0.1:4280', 200],
    ['localhost:4280', 200],
    ['LOCALHOST:4280', 200],
    ['evil.example', 421],
    ['evil.example:4280', 421],
    ['127.0.0.1', 421],
    ['127.0.0.1:80', 421],
  ])('Host %s: %i', async (host, status) => {
    expect((await samplePage().ask('/', { headers: { host } })).status).toBe(status);
  });

  it.each([
    [`http://${HOST}`, 200],
    ['http://localhost:4280', 200],
    ['https://127.0.0.1:4280', 403],
    ['http://evil.example', 403],
    ['null', 403],
  ])('Origin %s: %i', async (origin, status) => {
    expect((await samplePage().ask('/', { headers: { origin } })).status).toBe(status);
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await samplePage().ask('/', { method })).status).toBe(405);
  });
});

describe('release', () => {
  const path = '/changes/ACME-PAY-1/release';

  async function release(fields: Record<string, string>, headers: Record<string, string> = {}, at = path) {
    const page = samplePage();
    const form = await (await page.ask('/changes/ACME-PAY-1')).text();
    const token = /name="token" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const body = new URLSearchParams({ token, ...fields });
    const answer = await page.ask(at, {
      method: 'POST',
      body,
      headers: { origin: `http://${HOST}`, ...headers },
    });
    return { page, answer, token };
  }

  it('lets the notices of a change leave, by the person named, and shows that nothing waits any more', async () => {
    const { page, answer } = await release({ by: 'Ada\u0007Okoro' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/changes/ACME-PAY-1');
    expect(page.released).toEqual([['acme-pay', 'ACME-PAY-1', 'Ada Okoro']]);
    expect(await (await page.ask('/changes/ACME-PAY-1')).text()).not.toContain('<form');
  });

  it('does nothing the second time', async () => {
    const { page, token } = await release({});
    const again = await page.ask(path, { method: 'POST', body: new URLSearchParams({ token }) });
    expect(again.status).toBe(303);
    expect(page.released).toEqual([['acme-pay', 'ACME-PAY-1', 'the page']]);
  });

  it.each<[string, Record<string, string>, Record<string, string>, number]>([
    ['a wrong token', { token: 'x'.repeat(43) }, {}, 403],
    ['no token', { token: '' }, {}, 403],
    ['another site', {}, { origin: 'http://evil.example' }, 403],
    ['another site, by what the browser says', {}, { 'sec-fetch-site': 'cross-site' }, 403],
    ['a form that is too long', { by: 'x'.repeat(5000) }, {}, 413],
  ])('refuses %s', async (_name, fields, headers, status) => {
    const { page, answer } = await release(fields, headers);
    expect(answer.status).toBe(status);
    expect(page.released).toEqual([]);
  });

  it('refuses the token of another process', async () => {
    const { token } = await release({});
    const other = samplePage();
    const answer = await other.ask(path, { method: 'POST', body: new URLSearchParams({ token }) });
    expect(answer.status).toBe(403);
    expect(other.released).toEqual([]);
  });

  it('does not know other references, and releases nothing by GET', async () => {
    expect((await release({}, {}, '/changes/ACME-PAY-9/release')).answer.status).toBe(404);
    const page = samplePage();
    expect((await page.ask(path)).status).toBe(404);
    expect(page.released).toEqual([]);
  });
});

describe('hold and drop', () => {
  async function decide(verb: string, fields: Record<string, string>, withToken = true) {
    const page = samplePage();
    const shown = await (await page.ask('/changes/ACME-PAY-1')).text();
    const token = /name="token" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    const body = new URLSearchParams({ ...(withToken ? { token } : {}), ...fields });
    const init = { method: 'POST', body, headers: { origin: `http://${HOST}` } };
    return { page, answer: await page.ask(`/changes/ACME-PAY-1/${verb}`, init) };
  }

  it('keeps what waits back until a day, or for good, with the reason and who said so', async () => {
    const held = await decide('hold', { until: '2026-12-01', why: 'they are on leave', by: 'Ada' });
    expect(held.answer.headers.get('location')).toBe('/changes/ACME-PAY-1');
    expect(held.page.decided).toEqual([['ACME-PAY-1', '2026-12-01', 'they are on leave', 'Ada']]);
    const dropped = await decide('drop', { why: 'told by telephone' });
    expect(dropped.page.decided).toEqual([['ACME-PAY-1', null, 'told by telephone', 'the page']]);
  });

  it.each(['hold', 'drop'])('%s is refused without the token of the form', async (verb) => {
    const { page, answer } = await decide(verb, { until: '2026-12-01', why: 'x' }, false);
    expect([answer.status, page.decided]).toEqual([403, []]);
  });
});
