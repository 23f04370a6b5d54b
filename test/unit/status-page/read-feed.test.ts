import { describe, expect, it } from 'vitest';
import { addressesOf } from '../../../src/core/status-page/addresses.ts';
import { readStatusFeed } from '../../../src/core/status-page/read-feed.ts';
import { sighted } from '../../../src/core/status-page/sighted.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const entry = (title: string, said: string, updated = '2026-11-20T11:00:00Z') =>
  `<entry><title>${title}</title><published>2026-11-20T09:05:00Z</published><updated>${updated}</updated><content type="html">${said}</content></entry>`;
const atom = (...entries: string[]) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">${entries.join('')}</feed>`;
const said = (...words: string[]) =>
  words.map((word) => `&lt;p&gt;&lt;strong&gt;${word}&lt;/strong&gt; - text&lt;/p&gt;`).join('');

describe('a feed of incidents', () => {
  it('is well where the newest word of each is that it is over', () => {
    const feed = atom(entry('Payments', said('Resolved', 'Monitoring', 'Investigating')));
    expect(readStatusFeed(feed, NOW)).toEqual({ state: 'operational', since: null, incidents: [] });
    expect(readStatusFeed(atom(), NOW)?.state).toBe('operational');
  });

  it('is degraded where one goes on, since when it was published', () => {
    const feed = atom(entry('Payments &amp; refunds', said('Identified', 'Investigating')));
    expect(readStatusFeed(feed, NOW)).toEqual({
      state: 'degraded',
      since: '2026-11-20T09:05:00.000Z',
      incidents: [{ title: 'Payments & refunds', since: '2026-11-20T09:05:00.000Z' }],
    });
  });

  it('reads RSS, and leaves out what is older than a week', () => {
    const item = (word: string, day: string) =>
      `<item><title><![CDATA[Cards]]></title><pubDate>Fri, ${day} Nov 2026 09:00:00 GMT</pubDate><description><![CDATA[<b>${word}</b>]]></description></item>`;
    const rss = (inner: string) => `<rss version="2.0"><channel>${inner}</channel></rss>`;
    expect(readStatusFeed(rss(item('Investigating', '20')), NOW)).toMatchObject({
      state: 'degraded',
      incidents: [{ title: 'Cards' }],
    });
    expect(readStatusFeed(rss(item('Investigating', '06')), NOW)?.state).toBe('operational');
    expect(readStatusFeed(rss(item('In progress', '20')), NOW)?.state).toBe('maintenance');
    expect(readStatusFeed(rss(item('Hello', '20')), NOW)?.state).toBe('unknown');
  });

  it('reads a megabyte of tags that never end in a moment', () => {
    const begun = performance.now();
    for (const piece of ['<entry>', '<entry><title>', '<entry><content><b ', '<![CDATA[<entry'])
      readStatusFeed(`<feed>${piece.repeat(1_000_000 / piece.length)}`, NOW);
    readStatusFeed(atom(entry('<'.repeat(500_000), '<b '.repeat(200_000))), NOW);
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('is no feed where it is something else', () => {
    expect(readStatusFeed('<html><body>All good</body></html>', NOW)).toBeNull();
    expect(readStatusFeed('', NOW)).toBeNull();
  });
});

describe('what is kept of a page', () => {
  const reading = { state: 'degraded', since: '2026-11-20T09:05:00.000Z', incidents: [] } as const;

  it('begins where the state does, and takes a beginning that is named within a day', () => {
    const first = sighted(null, { ...reading, incidents: [] }, '2026-11-20T10:00:00.000Z');
    expect(first).toMatchObject({ at: '2026-11-20T10:00:00.000Z', since: '2026-11-20T09:05:00.000Z' });
    const more = [{ title: 'More', since: null }];
    const same = sighted(
      first,
      { state: 'degraded', since: null, incidents: more },
      '2026-11-20T10:15:00.000Z',
    );
    expect(same).toEqual({ ...first, incidents: more });
    const over = sighted(
      same,
      { state: 'operational', since: null, incidents: [] },
      '2026-11-20T11:00:00.000Z',
    );
    expect(over).toMatchObject({ state: 'operational', at: '2026-11-20T11:00:00.000Z' });
  });

  it('takes no beginning of another time', () => {
    for (const since of ['1970-01-02T00:00:00.000Z', '2026-11-18T00:00:00.000Z', '2099-01-01T00:00:00.000Z'])
      expect(
        sighted(null, { ...reading, since, incidents: [] }, '2026-11-20T10:00:00.000Z').since,
      ).toBeNull();
  });
});

it('is looked for where hosted pages have it, unless the agreement names a path', () => {
  expect(addressesOf('https://status.acme-pay.example/')).toEqual([
    'https://status.acme-pay.example/api/v2/summary.json',
    'https://status.acme-pay.example/index.json',
    'https://status.acme-pay.example/api/v1/summary',
    'https://status.acme-pay.example/history.atom',
  ]);
  expect(addressesOf('https://acme-pay.example/status.json')).toEqual([
    'https://acme-pay.example/status.json',
  ]);
});
