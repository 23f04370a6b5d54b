import { earliest, instantOf, keptIncidents } from './incidents.ts';
import type { PageIncident, PageReading } from './types.ts';

/** Most entries of a feed that are looked at, and how old one may be to tell of now. */
const MOST_ENTRIES = 50;
const OLD_MS = 7 * 86_400_000;

/** One entry of a feed, as far as it is needed. */
interface Entry {
  title: string;
  text: string;
  published: string | null;
  updated: string | null;
}

/**
 * What a feed of incidents (RFC 4287 Atom, or RSS 2.0) says; null where the text is none. An entry is open while the
 * newest word of its text says neither resolved nor completed. A feed does not say how bad it is: open is `degraded`.
 *
 * @param now ms since 1970; what is older than a week says nothing of now.
 */
export function readStatusFeed(text: string, now: number): PageReading | null {
  const head = text.slice(0, 2000);
  const tag = /<feed[\s>]/.test(head) ? 'entry' : /<rss[\s>]/.test(head) ? 'item' : null;
  if (tag === null) return null;
  const recent = [...entriesOf(text, tag)].filter(({ updated, published }) => {
    const at = updated ?? published;
    return at !== null && now - Date.parse(at) <= OLD_MS;
  });
  const states = recent.map((entry) => ({ entry, word: newestWord(entry) }));
  const open = states.filter(({ word }) => word === 'open').map(({ entry }) => incidentOf(entry));
  const incidents = keptIncidents(open);
  if (open.length > 0) return { state: 'degraded', since: earliest(incidents), incidents };
  const at = (asked: Word) => states.some(({ word }) => word === asked);
  if (at('mending')) return { state: 'maintenance', since: null, incidents: [] };
  return { state: at('unclear') ? 'unknown' : 'operational', since: null, incidents: [] };
}

type Word = 'open' | 'mending' | 'over' | 'unclear';

/** Words that pages begin an update with; updates come newest first. */
const SAID: readonly (readonly [Word, RegExp])[] = [
  ['over', /\b(resolved|completed|postmortem|cancell?ed)\b/i],
  ['open', /\b(investigating|identified|monitoring|update)\b/i],
  ['mending', /\b(in progress|verifying)\b/i],
  ['over', /\bscheduled\b/i],
];

function newestWord({ title, text }: Entry): Word {
  const said = SAID.flatMap(([word, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ word, at }];
  }).sort((a, b) => a.at - b.at);
  if (said[0]) return said[0].word;
  return SAID.find(([, pattern]) => pattern.test(title))?.[0] ?? 'unclear';
}

function incidentOf({ title, published, updated }: Entry): PageIncident {
  return { title, since: published ?? updated };
}

/** Every step goes on where the one before ended: the time is that of one pass over the text. */
function* entriesOf(text: string, tag: 'entry' | 'item'): Generator<Entry> {
  let at = 0;
  for (let count = 0; count < MOST_ENTRIES; count++) {
    const begin = text.indexOf(`<${tag}`, at);
    const end = begin < 0 ? -1 : text.indexOf(`</${tag}>`, begin);
    if (end < 0) return;
    const inner = text.slice(begin, Math.min(end, begin + 20_000));
    at = end + tag.length;
    yield {
      title: wordsOf(innerOf(inner, ['title'])),
      text: wordsOf(innerOf(inner, ['content', 'content:encoded', 'description', 'summary'])),
      published: instantOf(innerOf(inner, ['published', 'pubDate'])),
      updated: instantOf(innerOf(inner, ['updated'])),
    };
  }
}

/** What the first of these elements holds; empty where there is none. */
function innerOf(text: string, names: readonly string[]): string {
  for (const name of names) {
    const begin = text.search(new RegExp(`<${name}[\\s>]`));
    const from = begin < 0 ? -1 : text.indexOf('>', begin);
    const end = from < 0 ? -1 : text.indexOf(`</${name}>`, from);
    if (end >= 0) return text.slice(from + 1, end).trim();
  }
  return '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&amp;': '&',
};

/** The words of a piece of markup, its tags gone. */
function wordsOf(markup: string): string {
  const inner = markup.replace(/^<!\[CDATA\[/, '').replace(/\]\]>$/, '');
  const plain = inner.replace(/&(lt|gt|quot|#39|apos|amp);/g, (entity) => ENTITIES[entity] ?? ' ');
  return plain
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
