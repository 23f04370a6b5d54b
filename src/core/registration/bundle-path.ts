/** Longest path, in UTF-16 units. */
const LONGEST = 400;

/** True for a plain relative path: names joined by `/`, none of them empty, `.`, `..` or with a character that leads elsewhere. */
export function isPlainPath(path: string): boolean {
  if (path.length > LONGEST || !path.isWellFormed()) return false;
  return path.split('/').every((name) => {
    if (name === '' || name === '.' || name === '..' || name === '__proto__' || name.length > 80)
      return false;
    return ![...name].some((character) => character < ' ' || character === '\u007f' || character === '\\');
  });
}

/** A file that another one takes for a folder, or null: `a` beside `a/b` cannot both be written. */
export function fileAsFolder(paths: readonly string[]): string | null {
  const files = new Set(paths);
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
      if (files.has(path.slice(0, end))) return path.slice(0, end);
  return null;
}
