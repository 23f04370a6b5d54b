import { readDate } from '../exchange/date-text.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { blocksOfHtml, blocksOfMarkdown, type PageBlock } from './page-text.ts';
import { readXml } from './read-xml.ts';
import { datesIn } from './text-dates.ts';
import type { FeedEntry, FeedText } from './types.ts';
import { entriesOfXml } from './xml-feeds.ts';

/** Entries that are read of one feed: the first and the last, since either end may be the newest. */
const MOST_ENTRIES = 1_000;

/**
 * Reads what a partner announces: Atom (RFC 4287), RSS 2.0 and 1.0, JSON Feed 1.1, or a changelog page in HTML or
 * Markdown, one entry for each of its sections. What it is, its text tells.
 */
export function readFeed(text: string): FeedText {
  const start = text.trimStart().slice(0, 500);
  if (/^</.test(start) && !isPage(start)) {
    const root = readXml(text);
    const entries = root && entriesOfXml(root);
    return entries ? read(entries) : { ok: false, detail: 'not a feed that can be read' };
  }
  if (start.startsWith('{')) {
    const entries = entriesOfJson(text);
    return entries ? read(entries) : { ok: false, detail: 'not a JSON Feed' };
  }
  return read(sections(/^</.test(start) ? blocksOfHtml(text) : blocksOfMarkdown(text)));
}

/** True for a text that begins as a web page. */
export function isPage(text: string): boolean {
  return /^\s*(?:<!--[^>]*-->\s*)*<(!doctype\s+html|html|head|body|main|article|section|div|h[1-6]|ul|p)\b/i.test(
    text.slice(0, 500),
  );
}

function read(entries: FeedEntry[]): FeedText {
  if (entries.length <= MOST_ENTRIES) return { ok: true, entries };
  const half = MOST_ENTRIES / 2;
  return { ok: true, entries: [...entries.slice(0, half), ...entries.slice(-half)] };
}

function entriesOfJson(text: string): FeedEntry[] | null {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(feed as Json) || !Array.isArray((feed as JsonObject).items)) return null;
  return ((feed as JsonObject).items as Json[]).filter(isObject).map((item) => {
    const title = textAt(item, 'title');
    const html = textAt(item, 'content_html');
    const plain = textAt(item, 'content_text') || textAt(item, 'summary');
    const body = html ? blocksOfHtml(html) : blocksOfMarkdown(plain);
    const date = textAt(item, 'date_modified') || textAt(item, 'date_published');
    return {
      day: readDate(date.trim())?.slice(0, 10) ?? null,
      blocks: [...blocksOfHtml(title), ...body].map((block) => block.text),
    };
  });
}

function textAt(item: JsonObject, name: string): string {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof value === 'string' ? value : '';
}

/** One entry for each heading with what is under it; a date in a heading is the day of all that is under that. */
function sections(blocks: readonly PageBlock[]): FeedEntry[] {
  const entries: FeedEntry[] = [];
  const path: { level: number; day: string | null }[] = [];
  let entry: FeedEntry = { day: null, blocks: [] };
  for (const { level, text } of blocks) {
    if (level > 0) {
      while (path.length > 0 && (path.at(-1)?.level ?? 0) >= level) path.pop();
      path.push({ level, day: datesIn(text)[0]?.day ?? path.at(-1)?.day ?? null });
      entry = { day: path.at(-1)?.day ?? null, blocks: [] };
      entries.push(entry);
    } else if (entries.length === 0) entries.push(entry);
    entry.blocks.push(text);
  }
  return entries;
}
