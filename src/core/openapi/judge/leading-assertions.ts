/** A pattern taken apart: what has to be found from the start, what must not be, and the rest of it. */
export interface Asserted {
  ahead: string[];
  notAhead: string[];
  rest: string;
}

/**
 * Takes look-ahead off the very start of an anchored pattern, `^(?!x)(?=y)z`: there it means the same as patterns
 * of their own. A pattern with none, or with alternatives at its top, comes back whole.
 */
export function assertionsOf(pattern: string): Asserted {
  const whole = { ahead: [], notAhead: [], rest: pattern };
  if (!/^\^\(\?[=!]/.test(pattern)) return whole;
  const found: Asserted = { ahead: [], notAhead: [], rest: '' };
  let at = 1;
  while (/^\(\?[=!]/.test(pattern.slice(at, at + 3))) {
    const end = closing(pattern, at);
    if (end === null) return whole;
    (pattern[at + 2] === '=' ? found.ahead : found.notAhead).push(`^(?:${pattern.slice(at + 3, end)})`);
    at = end + 1;
  }
  found.rest = `^${pattern.slice(at)}`;
  return hasTopAlternatives(found.rest) ? whole : found;
}

/** Where the group that opens at a place is closed. */
function closing(pattern: string, from: number): number | null {
  let depth = 0;
  for (const [index, character] of syntax(pattern)) {
    if (index < from) continue;
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return index;
  }
  return null;
}

function hasTopAlternatives(pattern: string): boolean {
  let depth = 0;
  for (const [, character] of syntax(pattern)) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === '|' && depth === 0) return true;
  }
  return false;
}

/** Characters that are neither escaped nor in a class, with their places. */
function* syntax(pattern: string): Generator<[number, string]> {
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] as string;
    if (character === '\\') index++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else yield [index, character];
  }
}
