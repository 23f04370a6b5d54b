/** An element: its name as written, attributes, and what is in it. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

const MOST_ELEMENTS = 50_000;
const DEEPEST = 60;
const MOST_ATTRIBUTES = 40;

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const START =
  /^<([A-Za-z_][\w:.-]{0,100})((?:\s+[A-Za-z_][\w:.-]{0,100}\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;
const END = /^<\/([A-Za-z_][\w:.-]{0,100})\s*>$/;

/**
 * Reads XML 1.0 as feeds are written in it: elements, attributes, text, CDATA. It knows no document type and no
 * entities but the five that XML itself has: a text that declares either is refused, so nothing can be expanded.
 *
 * @returns the root element, or null for what is not well-formed or beyond 50,000 elements or 60 levels.
 */
export function readXml(text: string): XmlElement | null {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  let elements = 0;
  for (const piece of piecesOf(text)) {
    const inside = open.at(-1) as XmlElement;
    if (piece.kind === 'text') {
      if (piece.text !== '') inside.children.push(piece.text);
      continue;
    }
    if (piece.kind === 'broken') return null;
    const ended = END.exec(piece.text)?.[1];
    if (ended !== undefined) {
      if (open.length < 2 || inside.name !== ended) return null;
      open.pop();
      continue;
    }
    const started = START.exec(piece.text);
    if (!started || ++elements > MOST_ELEMENTS || open.length > DEEPEST) return null;
    const [, name = '', attributes = '', empty] = started;
    const element: XmlElement = { name, attributes: attributesOf(attributes), children: [] };
    inside.children.push(element);
    if (empty !== '/') open.push(element);
  }
  if (open.length !== 1) return null;
  const elementsInRoot = root.children.filter((child) => typeof child !== 'string');
  const texts = root.children.filter((child) => typeof child === 'string');
  return elementsInRoot.length === 1 && texts.every((one) => one.trim() === '')
    ? (elementsInRoot[0] as XmlElement)
    : null;
}

type Piece = { kind: 'text' | 'tag'; text: string } | { kind: 'broken' };

/** Text, CDATA and tags in order; comments and processing instructions are left out, declarations are refused. */
function* piecesOf(text: string): Generator<Piece> {
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const stop = end < 0 ? text.length : end;
      yield { kind: 'text', text: plainEntities(text.slice(at, stop)) };
      at = stop;
      continue;
    }
    const [opening, closing] = delimitersAt(text, at);
    const end = closing === null ? -1 : text.indexOf(closing, at + opening.length);
    if (closing === null || end < 0) {
      yield { kind: 'broken' };
      return;
    }
    if (opening === '<![CDATA[') yield { kind: 'text', text: text.slice(at + opening.length, end) };
    else if (opening === '<') yield { kind: 'tag', text: text.slice(at, end + 1) };
    at = end + closing.length;
  }
}

/** What begins here, and what ends it; null: what is not read, such as a document type. */
function delimitersAt(text: string, at: number): [string, string | null] {
  if (text.startsWith('<![CDATA[', at)) return ['<![CDATA[', ']]>'];
  if (text.startsWith('<!--', at)) return ['<!--', '-->'];
  if (text.startsWith('<?', at)) return ['<?', '?>'];
  return text.startsWith('<!', at) ? ['<!', null] : ['<', '>'];
}

function attributesOf(text: string): Record<string, string> {
  const found = [...text.matchAll(/([A-Za-z_][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)]
    .slice(0, MOST_ATTRIBUTES)
    .map(([, name = '', double, single]) => [name, plainEntities(double ?? single ?? '')] as const);
  return Object.fromEntries(found);
}

/** Text with the five named entities and characters by number; once, so that nothing grows. */
export function plainEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] as string) : whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    },
  );
}
