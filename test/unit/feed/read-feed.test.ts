import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/core/feed/read-feed.ts';
import { readXml } from '../../../src/core/feed/read-xml.ts';

const entries = (text: string) => {
  const read = readFeed(text);
  return read.ok ? read.entries.map(({ day, blocks }) => [day, ...blocks]) : read.detail;
};

describe('what a feed says', () => {
  it('Atom, with content as HTML, as XHTML, as a summary, under a prefix', () => {
    const xhtml = `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p><p>Use <code>GET /a</code></p></div></content>`;
    expect(
      entries(
        `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><updated>2026-11-02T10:00:00+02:00</updated>${xhtml}</entry><entry><title>B</title><published>2026-10-02T10:00:00Z</published><summary>Short</summary></entry></feed>`,
      ),
    ).toEqual([
      ['2026-11-02', 'A', 'One & two', 'Use `GET /a`'],
      ['2026-10-02', 'B', 'Short'],
    ]);
    expect(
      entries(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title><a:content type="html">&lt;p&gt;x&lt;/p&gt;</a:content></a:entry></a:feed>',
      ),
    ).toEqual([[null, 'A', 'x']]);
  });

  it('RSS 2.0 and 1.0', () => {
    expect(
      entries(
        `<rss version="2.0"><channel><title>N</title><item><title>A</title><pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate><description><![CDATA[<b>x</b> y<br>z]]></description></item></channel></rss>`,
      ),
    ).toEqual([['2026-11-02', 'A', 'x y', 'z']]);
    expect(
      entries(
        `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>A</title><dc:date>2026-11-02</dc:date><description>x</description></item></rdf:RDF>`,
      ),
    ).toEqual([['2026-11-02', 'A', 'x']]);
  });

  it('JSON Feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [
        { id: '1', title: 'A', content_html: '<p>x</p>', date_published: '2026-11-02T10:00:00Z' },
        { id: 2, content_text: 'y' },
        'odd',
      ],
    };
    expect(entries(JSON.stringify(feed))).toEqual([
      ['2026-11-02', 'A', 'x'],
      [null, 'y'],
    ]);
  });

  it('a page in Markdown or HTML: a section each, with the day of its heading or the one above', () => {
    const markdown =
      '# Changes\n\n## 2026-11-02\n- GET /a\n  goes on\n- **b**\n\n### Fixed\ntext\n```\nGET /c\n```\n## v1\nx';
    const html =
      '<html><head><title>t</title></head><body><h1>Changes</h1><h2>November 2, 2026</h2><ul><li>GET /a<li>b</ul><script>GET /evil</script><h2>v1</h2>x</body></html>';
    expect(entries(markdown)).toEqual([
      [null, 'Changes'],
      ['2026-11-02', '2026-11-02', 'GET /a goes on', 'b'],
      ['2026-11-02', 'Fixed', 'text'],
      [null, 'v1', 'x'],
    ]);
    expect(entries(html)).toEqual([
      [null, 'Changes'],
      ['2026-11-02', 'November 2, 2026', 'GET /a', 'b'],
      [null, 'v1', 'x'],
    ]);
  });
});

describe('hostile text', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><feed><entry><title>&b;</title></entry></feed>`;

  it.each([
    ['entities that grow', bomb],
    ['a document type from elsewhere', '<!DOCTYPE feed SYSTEM "http://127.0.0.1/x"><feed/>'],
    ['tags that do not match', '<feed><entry></feed></entry>'],
    ['two roots', '<feed/><feed/>'],
    ['a tag that never ends', '<feed><entry title="'],
    ['another document', '<svg xmlns="s"/>'],
    ['JSON that is no feed', '{"openapi":"3.1.0"}'],
    ['depth', `${'<feed>'.repeat(5_000)}${'</feed>'.repeat(5_000)}`],
    ['a great number of elements', `<feed>${'<a/>'.repeat(60_000)}</feed>`],
  ])('is refused: %s', (_, text) => {
    expect(readFeed(text)).toMatchObject({ ok: false });
  });

  it('knows no entities but five and characters by number', () => {
    const root = readXml('<a b="&lt;&#65;">&amp;amp; &nbsp; &#x41; &#0; &#xD800;<![CDATA[<&amp;>]]></a>');
    expect(root).toEqual({
      name: 'a',
      attributes: { b: '<A' },
      children: ['&amp; &nbsp; A &#0; &#xD800;', '<&amp;>'],
    });
  });

  it.each([
    ['open tags', '<p '.repeat(400_000)],
    ['open scripts', '<html>'.concat('<script>'.repeat(200_000))],
    ['less-than signs', `<html>${'<'.repeat(1_000_000)}`],
    ['brackets in Markdown', `# x\n${'['.repeat(500_000)}`],
    ['headings', '# a\n'.repeat(200_000)],
  ])('is read in no time: %s', (_, text) => {
    const started = performance.now();
    readFeed(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
