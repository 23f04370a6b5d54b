import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | null>();

/**
 * True if the pattern is found anywhere in the text: neither JSON Schema's nor Pact's are anchored.
 *
 * @returns null where the linear-time engine cannot read the pattern.
 */
export function isFound(pattern: string, text: string): boolean | null {
  let known = compiled.get(pattern);
  if (known === undefined) {
    known = compile(pattern);
    compiled.set(pattern, known);
  }
  return known && known.matcher(text).find();
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}
