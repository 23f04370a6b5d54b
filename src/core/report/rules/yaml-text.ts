import type { Json } from '../../json.ts';

/** Longest line on which a mapping or list stands in one piece. */
const WIDEST = 92;

/** A value as YAML 1.2: blocks, and in one line what fits into one. Strings are quoted where they could be misread. */
export function yamlText(value: Json): string {
  return `${lines(value, 0).join('\n')}\n`;
}

function lines(value: Json, indent: number): string[] {
  const space = ' '.repeat(indent);
  if (typeof value !== 'object' || value === null || isEmpty(value)) return [space + inline(value)];
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      const inside = entry(`${space}-`, one, indent);
      return (
        inside ?? [
          `${space}- ${lines(one, indent + 2)
            .join('\n')
            .trimStart()}`,
        ]
      );
    });
  }
  return Object.entries(value).flatMap(([key, one]) => {
    const head = `${space}${scalar(key)}:`;
    return entry(head, one, indent) ?? [head, ...lines(one, indent + 2)];
  });
}

/** Key and value on one line, where they fit. */
function entry(head: string, value: Json, indent: number): string[] | null {
  const line = `${head} ${inline(value)}`;
  const scalarOnly = typeof value !== 'object' || value === null;
  return scalarOnly || (indent > 0 && line.length <= WIDEST) ? [line] : null;
}

function inline(value: Json): string {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' ? scalar(value) : String(value);
  }
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  const entries = Object.entries(value).map(([key, one]) => `${scalar(key)}: ${inline(one)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** Plain where nothing else could be read; else in single quotes. */
function scalar(text: string): string {
  const plain = /^[A-Za-z$/][A-Za-z0-9 _./$-]*$/.test(text) && !/ $/.test(text) && !WORDS.test(text);
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

const WORDS = /^(true|false|null|yes|no|on|off|y|n)$/i;
