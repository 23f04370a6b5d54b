/**
 * Whether one of some paths is, or matches, a pattern with `*`, `**`, `?`, `[...]` and `{a,b}`, all with `/`.
 * For paths of which it is known that the agreement names them: it decides whether any is there, never which is read.
 */
export function anyMatches(paths: readonly string[], pattern: string): boolean {
  if (paths.includes(pattern)) return true;
  if (!/[*?[{]/.test(pattern)) return false;
  const segments = alternatives(pattern).map((one) => one.split('/'));
  return paths.some((path) => segments.some((wanted) => matches(path.split('/'), wanted)));
}

/** A pattern with `{a,b}` as all that it stands for; at most 1,000. */
function alternatives(pattern: string): string[] {
  const done: string[] = [];
  const waiting = [pattern];
  for (let next = waiting.pop(); next !== undefined && done.length < 1_000; next = waiting.pop()) {
    const found = /^(.*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(next);
    if (!found) done.push(next);
    else for (const choice of (found[2] ?? '').split(',')) waiting.push(`${found[1]}${choice}${found[3]}`);
  }
  return done;
}

function matches(path: readonly string[], wanted: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return path.length === 0;
  if (first === '**') return matches(path, rest) || (path.length > 0 && matches(path.slice(1), wanted));
  const [name, ...below] = path;
  return name !== undefined && named(name, first) && matches(below, rest);
}

function named(name: string, wanted: string): boolean {
  const source = wanted
    .replace(/[.+^$()|\\{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.')
    .replace(/\[!/g, '[^')
    .replace(/\[\]|\[(?![^\]]*\])/g, '\\[');
  try {
    return new RegExp(`^${source}$`, 's').test(name);
  } catch {
    return false;
  }
}
