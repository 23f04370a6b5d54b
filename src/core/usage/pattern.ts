import { RE2JS } from 're2js';

/**
 * True if the pattern is found anywhere in the text: neither JSON Schema's nor Pact's are anchored.
 *
 * @returns null where the linear-time engine cannot read the pattern.
 */
export function isFound(pattern: string, text: string): boolean | null {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return null;
  }
}
