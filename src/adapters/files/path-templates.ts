const PATH = /\/(?:[^\s,[\]{}"'#]|\{[\w.-]+\})*/g;
const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * Lets `/charges/{id}` stand unquoted in a YAML list or mapping written on one line, where braces would end the
 * text. They are masked before the parser reads, character by character, so that lines and columns stay.
 */
export function maskTemplates(source: string): string {
  return source.replace(PATH, (path) => path.replaceAll('{', OPEN).replaceAll('}', CLOSE));
}

/** Takes {@link maskTemplates} back in what the parser gave: in texts, keys included. */
export function unmaskTemplates(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(OPEN, '{').replaceAll(CLOSE, '}');
  if (Array.isArray(value)) return value.map(unmaskTemplates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [unmaskTemplates(key), unmaskTemplates(member)]),
  );
}
