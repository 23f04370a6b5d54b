import type { JsonObject } from '../../../core/json.ts';
import type { Choose } from './chooser.ts';
import { samplePattern } from './sample-pattern.ts';

const HEX = '0123456789abcdef';
const WORDS = ['harbour', 'lantern', 'meadow', 'orchard', 'pebble', 'river', 'saddle', 'willow'];

/** A text for a string schema: its pattern, else its format, else plain words, within its length. */
export function sampleText(schema: JsonObject, choose: Choose): string {
  const least = typeof schema.minLength === 'number' ? schema.minLength : 0;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  if (typeof schema.pattern === 'string') {
    const made = samplePattern(schema.pattern, choose, least, most);
    if (made !== null) return made;
  }
  const formatted = typeof schema.format === 'string' ? sampleFormat(schema.format, choose) : null;
  if (formatted !== null) return formatted;
  let text = WORDS[choose(WORDS.length)] as string;
  while (text.length < Math.min(least, 100_000)) text += ` ${WORDS[choose(WORDS.length)]}`;
  const cut = text.slice(0, Math.min(most, Math.max(least, text.length)));
  return cut.trim().length >= least ? cut.trim() : cut;
}

function sampleFormat(format: string, choose: Choose): string | null {
  const hex = (length: number) => Array.from({ length }, () => HEX[choose(16)]).join('');
  const two = (from: number, count: number) => String(from + choose(count)).padStart(2, '0');
  const date = () => `2026-${two(1, 12)}-${two(1, 28)}`;
  const time = () => `${two(8, 12)}:${two(0, 60)}:${two(0, 60)}Z`;
  const word = () => WORDS[choose(WORDS.length)];
  switch (format) {
    case 'date':
      return date();
    case 'time':
      return time();
    case 'date-time':
      return `${date()}T${time()}`;
    case 'duration':
      return `P${1 + choose(28)}D`;
    case 'uuid':
      return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
    case 'email':
    case 'idn-email':
      return `${word()}@mail.example`;
    case 'hostname':
    case 'idn-hostname':
      return `${word()}.example`;
    case 'uri':
    case 'url':
    case 'iri':
    case 'uri-reference':
    case 'iri-reference':
      return `https://${word()}.example/${hex(6)}`;
    case 'uri-template':
      return `https://${word()}.example/{id}`;
    case 'ipv4':
      return `192.0.2.${1 + choose(250)}`;
    case 'ipv6':
      return `2001:db8::${1 + choose(9000)}`;
    case 'json-pointer':
      return `/${word()}`;
    case 'relative-json-pointer':
      return '0';
    case 'regex':
      return `^${word()}$`;
    case 'byte':
      return Buffer.from(String(word())).toString('base64');
    default:
      return null;
  }
}
