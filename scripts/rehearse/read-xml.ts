import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * An XML answer of AWS as data: elements by name, text as strings, `member` and `entry` lists and repeated elements
 * as lists. Attributes and comments are left out; an empty element is ''.
 */
export function readXml(xml: string): JsonObject {
  const open: { name: string; children: [string, Json][]; text: string }[] = [
    { name: '', children: [], text: '' },
  ];
  for (const [, close, name, empty, text] of xml.matchAll(
    /<(\/?)([\w:.-]+)(?:\s[^>]*?)?(\/?)>|([^<]+)|<[?!][^>]*>/g,
  )) {
    const top = open.at(-1);
    if (!top) break;
    if (text !== undefined) top.text += text;
    else if (name === undefined) continue;
    else if (close) {
      open.pop();
      open.at(-1)?.children.push([name, contentOf(top)]);
    } else if (empty) top.children.push([name, '']);
    else open.push({ name, children: [], text: '' });
  }
  const root = open[0]?.children[0]?.[1];
  return isObject(root) ? root : {};
}

function contentOf({ children, text }: { children: [string, Json][]; text: string }): Json {
  if (children.length === 0) return unescaped(text);
  if (children.every(([name]) => name === 'member')) return children.map(([, value]) => value);
  const entries: JsonObject = {};
  for (const [name, value] of children) {
    const there = entries[name];
    if (there === undefined) entries[name] = value;
    else entries[name] = Array.isArray(there) ? [...there, value] : [there, value];
  }
  return entries;
}

function unescaped(text: string): string {
  return text
    .replace(/&(?:(\w+)|#(\d+)|#x([\da-f]+));/gi, (whole, name?: string, decimal?: string, hex?: string) => {
      if (name) return ENTITIES[name] ?? whole;
      return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16));
    })
    .trim();
}
