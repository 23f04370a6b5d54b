import { readDate } from '../exchange/date-text.ts';
import { blocksOfHtml } from './page-text.ts';
import type { XmlElement } from './read-xml.ts';
import type { FeedEntry } from './types.ts';

/** The entries of Atom, RSS 2.0 or RSS 1.0; null for another kind of document. */
export function entriesOfXml(root: XmlElement): FeedEntry[] | null {
  const [prefix, local] = splitName(root.name);
  if (local === 'feed') return childrenOf(root, `${prefix}entry`).map((one) => atomEntry(one, prefix));
  const channel = local === 'rss' ? childrenOf(root, `${prefix}channel`)[0] : undefined;
  if (channel) return childrenOf(channel, 'item').map(rssEntry);
  return local === 'RDF' ? childrenOf(root, 'item').map(rssEntry) : null;
}

function atomEntry(entry: XmlElement, prefix: string): FeedEntry {
  const text = (name: string) => textOf(childrenOf(entry, prefix + name)[0]);
  const body = childrenOf(entry, `${prefix}content`)[0] ?? childrenOf(entry, `${prefix}summary`)[0];
  return entryOf({
    date: text('updated') || text('published'),
    title: text('title'),
    html: body?.attributes.type === 'xhtml' ? markupOf(body) : textOf(body),
  });
}

function rssEntry(item: XmlElement): FeedEntry {
  const text = (name: string) => textOf(childrenOf(item, name)[0]);
  return entryOf({
    date: text('pubDate') || text('dc:date'),
    title: text('title'),
    html: text('content:encoded') || text('description'),
  });
}

function entryOf(on: { date: string; title: string; html: string }): FeedEntry {
  return {
    day: readDate(on.date.trim().slice(0, 60))?.slice(0, 10) ?? null,
    blocks: [...blocksOfHtml(on.title), ...blocksOfHtml(on.html)].map(({ text }) => text),
  };
}

function splitName(name: string): [string, string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon + 1), name.slice(colon + 1)];
}

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name === name,
  );
}

function textOf(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** What is in an element as HTML again: for `type="xhtml"` (RFC 4287, 3.1.1.3). */
function markupOf(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (typeof child === 'string') return child.replace(/&/g, '&amp;').replace(/</g, '&lt;');
      const [, name] = splitName(child.name);
      return `<${name}>${markupOf(child)}</${name}>`;
    })
    .join('');
}
