import type { Json } from '../../core/json.ts';
import { type Looked, lookThrough, MOST_VALUES, NOTHING_SEEN } from './as-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { unusualNumbers } from './yaml-schema.ts';

/** A reference to the same text, as most are written. */
const INNER = /\$ref["']?: +(?:["']|[>|]-?\n *)?#\//y;
const NAME = /\$(?:id|anchor)/y;
/** A key, or what may be one: what stands between it and its colon may be a comment. */
const MAPPING = /mapping["']?\s*[:#]/;
/** What spells another character (YAML 1.2, 5.7), or joins two lines without a space. */
const SPELLED = 'xuU\n\r';

/**
 * Parses YAML text and makes sure that it is JSON, as {@link lookThrough} does. Where the text itself shows that nothing
 * would be found and nothing changed, what was parsed of it is not looked through.
 *
 * @param mayShare whether parts of what it says may be the same value
 * @throws ForewarnError and RangeError as {@link parseYaml} and {@link lookThrough} do
 */
export function readTree(text: string, name: string, mayShare: boolean): { value: Json; looked: Looked } {
  const before = unusualNumbers();
  const parsed = parseYaml(text, name);
  const isPlain = !mayShare && unusualNumbers() === before && isPlainText(text);
  return isPlain ? { value: (parsed ?? null) as Json, looked: NOTHING_SEEN } : lookThrough(parsed, mayShare);
}

/**
 * Whether a text that was decoded can spell no half surrogate, and say no name of a schema, no reference to elsewhere, no
 * mapping of a discriminator and no more values than are read; numbers aside. Never true where it does, and sometimes
 * false where it does not.
 */
export function isPlainText(text: string): boolean {
  return (
    text.length <= MOST_VALUES &&
    !has(text, '\\', (at) => SPELLED.includes(text.charAt(at + 1))) &&
    !has(text, '$', (at) => (text.startsWith('$ref', at) ? !isAt(INNER, text, at) : isAt(NAME, text, at))) &&
    !MAPPING.test(text)
  );
}

/** Whether one of the places where a piece of text stands is what is looked for. */
function has(text: string, piece: string, isIt: (at: number) => boolean): boolean {
  for (let at = text.indexOf(piece); at !== -1; at = text.indexOf(piece, at + 1)) if (isIt(at)) return true;
  return false;
}

function isAt(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}
