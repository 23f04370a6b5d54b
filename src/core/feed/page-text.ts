import { plainEntities } from './read-xml.ts';

/** A piece of a page: a heading with its level (1 to 6), or a paragraph, list item or cell (level 0). */
export interface PageBlock {
  level: number;
  text: string;
}

const SILENT = ['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'textarea', 'select', 'head'];
const INLINE = new Set(
  ['a', 'abbr', 'b', 'bdi', 'cite', 'del', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's', 'small', 'span'].concat(
    ['strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'samp', 'wbr', 'font', 'img', 'label'],
  ),
);
const MOST_BLOCKS = 20_000;
const LONGEST = 2_000;
const SPACES: Record<string, string> = {
  '&nbsp;': ' ',
  '&ndash;': '-',
  '&mdash;': '-',
  '&rsquo;': "'",
  '&lsquo;': "'",
};

/**
 * The text of HTML as blocks in order. Scripts, styles and what is not shown are left out; no markup is kept but code,
 * which stands between backticks. It is for finding names and dates, not for showing.
 */
export function blocksOfHtml(html: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  // ASCII alone: other letters may change their length, and places must stay where they are.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let level = 0;
  let line = '';
  const flush = () => {
    const text = line.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
    if (text !== '' && text !== '``') blocks.push({ level, text });
    line = '';
  };
  let at = 0;
  while (at < html.length && blocks.length < MOST_BLOCKS) {
    const open = html.indexOf('<', at);
    const stop = open < 0 ? html.length : open;
    if (line.length < 2 * LONGEST) line += textOf(html.slice(at, stop));
    if (open < 0) break;
    if (lower.startsWith('<!--', open)) {
      at = endOf(lower, '-->', open + 4);
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9]{0,20})/.exec(lower.slice(open, open + 24))?.[1];
    if (name === undefined && lower[open + 1] !== '!') {
      line += '<';
      at = open + 1;
      continue;
    }
    at = endOf(lower, '>', open + 1);
    if (name === undefined) continue;
    const closes = lower[open + 1] === '/';
    if (!closes && SILENT.includes(name)) at = endOf(lower, `</${name}`, at);
    else if (name === 'code') line += '`';
    else if (!INLINE.has(name)) {
      flush();
      const heading = /^h([1-6])$/.exec(name)?.[1];
      level = heading && !closes ? Number(heading) : 0;
    }
  }
  flush();
  return blocks;
}

/** The text of Markdown as blocks in order: headings, paragraphs and list items. Code blocks are left out. */
export function blocksOfMarkdown(text: string): PageBlock[] {
  const blocks: PageBlock[] = [];
  let paragraph: string[] = [];
  const flush = () => {
    const joined = paragraph.join(' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST);
    if (joined !== '') blocks.push({ level: 0, text: joined });
    paragraph = [];
  };
  let fenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (blocks.length >= MOST_BLOCKS) break;
    if (/^\s{0,3}(```|~~~)/.test(line)) {
      flush();
      fenced = !fenced;
      continue;
    }
    if (fenced) continue;
    const heading = /^ {0,3}(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line);
    if (heading || item || line.trim() === '') flush();
    if (heading) blocks.push({ level: (heading[1] as string).length, text: unmarked(heading[2] ?? '') });
    else paragraph.push(unmarked(item?.[1] ?? line));
  }
  flush();
  return blocks;
}

/** Without emphasis, and links as their words. */
function unmarked(line: string): string {
  return line
    .slice(0, LONGEST)
    .replace(/\[([^\][]{1,300})\]\([^()\s]{0,500}\)/g, '$1')
    .replace(/\*\*/g, '')
    .trim();
}

function textOf(html: string): string {
  return plainEntities(html.replace(/&(?:nbsp|ndash|mdash|rsquo|lsquo);/g, (one) => SPACES[one] ?? one));
}

function endOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + (end.startsWith('</') ? 0 : end.length);
}
