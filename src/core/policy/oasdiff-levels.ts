import { nearest } from '../agreement/nearest.ts';
import type { Level } from '../drift/difference.ts';
import type { PolicyNote, SeverityRule } from './types.ts';

/** oasdiff's words for a level, in any case of letters. */
const LEVELS: Record<string, Level | 'none'> = {
  err: 'breaking',
  error: 'breaking',
  warn: 'warning',
  warning: 'warning',
  info: 'info',
  none: 'none',
};

/** What is wrong in a line (from 1) of a text. */
export interface LineProblem {
  line: number;
  message: string;
  allowed?: string[];
}

/** A severity-levels file as it was read. */
export interface ReadLevels {
  rules: SeverityRule[];
  notes: PolicyNote[];
  problems: LineProblem[];
}

/**
 * Reads an oasdiff severity-levels file (`--severity-levels`): a rule's id and `err`, `warn`, `info` or `none` on each
 * line. Empty lines and lines that begin with `#` are passed over. An id that no rule of ours has is noted, so that a
 * whole list of another version can stay as it is.
 *
 * @param ids of all rules
 */
export function readOasdiffLevels(text: string, file: string, ids: readonly string[]): ReadLevels {
  const known = new Set(ids);
  const read: ReadLevels = { rules: [], notes: [], problems: [] };
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const words = written.trim().split(/\s+/);
    const [id = '', level = ''] = words;
    if (id === '' || id.startsWith('#')) continue;
    const place = { file, line: index + 1 };
    const said = Object.hasOwn(LEVELS, level.toLowerCase()) ? LEVELS[level.toLowerCase()] : undefined;
    if (words.length !== 2) {
      read.problems.push({ line: place.line, message: 'a line must be the id of a rule and a level' });
    } else if (said === undefined) {
      read.problems.push({ line: place.line, ...unknownLevel(level) });
    } else if (known.has(id)) read.rules.push({ rule: id, level: said, from: place });
    else read.notes.push({ kind: 'not-understood', message: unknownRule(id, ids), place });
  }
  return read;
}

/** That there is no such rule, with the nearest one. */
export function unknownRule(id: string, ids: readonly string[]): string {
  const near = nearest(id, ids);
  return `there is no rule \`${id}\`${near ? `; did you mean \`${near}\`?` : ''}`;
}

function unknownLevel(level: string): Omit<LineProblem, 'line'> {
  const allowed = ['err', 'warn', 'info', 'none'];
  const near = nearest(level, Object.keys(LEVELS));
  return near
    ? { message: `\`${level}\` is no level; did you mean \`${near}\`?` }
    : { message: `\`${level}\` is no level`, allowed };
}
