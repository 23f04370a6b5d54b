import { RE2JS } from 're2js';

/**
 * True if the pattern matches the whole text, as Pact's verifier asks for.
 *
 * @returns null where the linear-time engine cannot read the pattern.
 */
export function isWhole(pattern: string, text: string): boolean | null {
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return null;
  }
}

/**
 * True if the pattern is found anywhere in the text: JSON Schema's are not anchored.
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
