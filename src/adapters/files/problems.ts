import { relative } from 'node:path';
import { ForewarnError } from '../../core/errors.ts';
import type { PlacedProblem } from './read-yaml.ts';

/** All that is wrong with our files, as the one error that is shown: by file and line. */
export function problemsError(problems: readonly PlacedProblem[], cwd: string): ForewarnError {
  const sorted = [...problems].sort(
    (a, b) =>
      (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1) || (a.message < b.message ? -1 : 1),
  );
  const [first] = sorted;
  if (!first) throw new ForewarnError('internal', 'no problem to tell');
  const place = { file: shown(first.file, cwd), line: first.line };
  if (sorted.length === 1)
    return new ForewarnError('config', first.message, {
      place,
      ...(first.allowed ? { fix: allowedText(first.allowed) } : {}),
    });
  const list = sorted.map(
    (one) =>
      `  ${shown(one.file, cwd)}:${one.line}: ${one.message}${one.allowed ? ` (${allowedText(one.allowed)})` : ''}`,
  );
  return new ForewarnError('config', `${sorted.length} problems\n${list.join('\n')}`);
}

/** A path for people: from the working directory where it is below it. */
export function shown(file: string, cwd: string): string {
  const path = relative(cwd, file);
  return path.startsWith('..') ? file : path;
}

function allowedText(allowed: readonly string[]): string {
  return allowed.length === 0 ? 'nothing is allowed here' : `allowed: ${allowed.join(', ')}`;
}
