/** A step of a rule's path: a property name, an element's number, or `*` for any of them. */
export type PathStep = { kind: 'name'; name: string } | { kind: 'index'; index: number } | { kind: 'any' };

const STEP =
  /\.\*|\[\s*\*?\s*\]|\[\s*(\d+)\s*\]|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\.([^.[\]]+)/y;

/**
 * Reads the JSONPath of a matching rule or of a mismatch: `$`, `.name`, `['name']`, `[0]`, `[*]`, `.*`.
 * A path without the leading `$` is read as if it had one (`items[0]`).
 *
 * @returns the steps after `$`, or null where the text is no such path.
 */
export function readRulePath(text: string): PathStep[] | null {
  const path = rooted(text.trim());
  const steps: PathStep[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return null;
    const [, index, single, double, plain] = match;
    const name = plain ?? unescaped(single) ?? unescaped(double);
    if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else if (name !== undefined) steps.push({ kind: 'name', name });
    else steps.push({ kind: 'any' });
  }
  return steps;
}

function rooted(path: string): string {
  if (path === '' || path === '$') return '$';
  if (path.startsWith('$.') || path.startsWith('$[')) return path;
  return path.startsWith('[') ? `$${path}` : `$.${path}`;
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replace(/\\(.)/g, '$1');
}
