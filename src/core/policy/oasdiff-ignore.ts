import { readOasdiffLine } from './oasdiff-line.ts';
import type { IgnoreEntry } from './types.ts';

/** Longer lines are passed over: no sentence is. */
const LONGEST_LINE = 10_000;

/**
 * Reads an oasdiff ignore file: any text, Markdown too, in which a line with a method, a path and a sentence names a
 * difference. Lines that can name none are text for people and passed over.
 *
 * @param ids of all rules
 */
export function readOasdiffIgnore(text: string, file: string, ids: readonly string[]): IgnoreEntry[] {
  const known = new Set(ids);
  return text.split(/\r?\n/).flatMap((written, index) => {
    const line = written.length > LONGEST_LINE ? null : readOasdiffLine(written, (id) => known.has(id));
    return line ? [{ by: { line }, until: null, why: null, from: { file, line: index + 1 } }] : [];
  });
}
