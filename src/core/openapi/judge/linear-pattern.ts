import { RE2JS } from 're2js';
import { ecmaPattern } from './ecma-pattern.ts';
import { assertionsOf } from './leading-assertions.ts';

/** Longer patterns and larger programs are not tried: their cost per character grows with them. */
const LONGEST_PATTERN = 4_000;
const LARGEST_PROGRAM = 20_000;
const MOST_KEPT = 5_000;

/** A compiled pattern that takes time linear in its input. */
export interface LinearPattern {
  test(text: string): boolean;
  /** The pattern as written. */
  toString(): string;
}

const known = new Map<string, LinearPattern | null>();

/**
 * A pattern of a document (ECMA-262 dialect), searched for anywhere in a text; null where the linear engine
 * cannot express it (look-around but at the very start, back-references, huge repeats), so that nothing can be
 * said.
 */
export function linearPattern(pattern: string): LinearPattern | null {
  const kept = known.get(pattern);
  if (kept !== undefined) return kept;
  if (known.size >= MOST_KEPT) known.clear();
  const made = compile(pattern);
  known.set(pattern, made);
  return made;
}

function compile(pattern: string): LinearPattern | null {
  // A named back-reference would be read as the letter k.
  if (pattern.length > LONGEST_PATTERN || pattern.includes('\\k<')) return null;
  try {
    const { ahead, notAhead, rest } = assertionsOf(pattern);
    const [found, ...asserted] = [rest, ...ahead].map(compiled);
    const unwanted = notAhead.map(compiled);
    return {
      test: (text) =>
        found?.test(text) === true &&
        asserted.every((one) => one.test(text)) &&
        !unwanted.some((one) => one.test(text)),
      // ajv tells patterns apart by their text.
      toString: () => pattern,
    };
  } catch {
    return null;
  }
}

function compiled(pattern: string): RE2JS {
  const made = RE2JS.compile(RE2JS.translateRegExp(ecmaPattern(pattern)));
  if (made.programSize() > LARGEST_PROGRAM) throw new RangeError('too large a program');
  return made;
}
