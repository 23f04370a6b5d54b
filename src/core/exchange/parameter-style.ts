import type { Written } from './typed-value.ts';

/** How a parameter is written (OpenAPI 3.2, 4.12.2.2; RFC 6570). */
export interface Style {
  name: string;
  style: string;
  explode: boolean;
}

/** What the text has to be read as. */
export type Kind = 'array' | 'object' | 'scalar';

const SEPARATORS: Record<string, RegExp> = {
  spaceDelimited: /%20| |\+/,
  pipeDelimited: /%7C|\|/i,
};

/** The parts of one text in a style. What is not written as the style says is read as one text. */
export function readStyled(text: string, style: Style, kind: Kind): Written {
  const prefix = style.style === 'label' ? '.' : style.style === 'matrix' ? ';' : '';
  if (prefix && !text.startsWith(prefix)) return kind === 'array' ? [text] : text;
  if (style.style === 'matrix') return readMatrix(text.slice(1), style, kind);
  const rest = text.slice(prefix.length);
  if (kind === 'scalar') return rest;
  const between = style.explode && prefix ? prefix : (SEPARATORS[style.style] ?? ',');
  const parts = rest === '' ? [] : rest.split(between).map((part) => part.trim());
  if (kind === 'array') return parts;
  return style.explode && parts.some((part) => part.includes('='))
    ? assigned(parts)
    : alternating(parts, text);
}

function readMatrix(text: string, { name, explode }: Style, kind: Kind): Written {
  const pairs = text.split(';').map(pairOf);
  if (kind === 'object' && explode) return Object.fromEntries(pairs);
  const values = pairs.filter(([key]) => key === name).map(([, value]) => value);
  if (kind === 'scalar') return values[0] ?? text;
  const parts = explode ? values : (values[0] ?? '').split(',');
  return kind === 'array' ? parts : alternating(parts, text);
}

/** `name=value` each. */
function assigned(parts: readonly string[]): Written {
  return Object.fromEntries(parts.map(pairOf));
}

/** Name and value in turn; the whole text where one has no value. */
function alternating(parts: readonly string[], text: string): Written {
  if (parts.length % 2 === 1) return text;
  const found: [string, string][] = [];
  for (let index = 0; index < parts.length; index += 2) {
    found.push([parts[index] as string, parts[index + 1] as string]);
  }
  return Object.fromEntries(found);
}

function pairOf(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}
