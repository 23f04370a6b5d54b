import type { Difference } from '../drift/difference.ts';
import { formatSubject } from '../drift/subject.ts';
import { knownTexts, nameOf } from './oasdiff-texts.ts';
import { saysRule, wordsOf } from './oasdiff-words.ts';

/** A line of an oasdiff ignore file, taken apart. All but `written` is lower case. */
export interface OasdiffLine {
  /** As it stands in the file. */
  written: string;
  text: string;
  /** The first word that begins with a slash; null where there is none. */
  path: string | null;
  /** Ids of rules that the line names. */
  rules: string[];
  /** What stands in quotes or back quotes. */
  quoted: string[];
  /** Its other words, `maxLength` as two. */
  words: string[];
}

const QUOTED = /`([^`]*)`|'([^']*)'|"([^"]*)"/g;

/**
 * Takes a line of an ignore file (`--err-ignore`, `--warn-ignore`) apart; null for one that can match nothing: it
 * names neither a path nor one of the words `components`, `security`, `info` that oasdiff asks for.
 *
 * @param isRule tells the ids of rules from other words
 */
export function readOasdiffLine(line: string, isRule: (id: string) => boolean): OasdiffLine | null {
  const text = line.toLowerCase();
  const path = text.split(/\s+/).find((word) => word.startsWith('/')) ?? null;
  if (path === null && !/components|security|info/.test(text)) return null;
  const bare = line.replace(QUOTED, ' ');
  return {
    written: line.trim(),
    text,
    path,
    rules: (text.match(/[a-z][a-z0-9-]*-[a-z0-9-]+/g) ?? []).filter(isRule),
    quoted: [...text.matchAll(QUOTED)].map((found) => found[1] ?? found[2] ?? found[3] ?? ''),
    words: wordsOf(bare.replace(/\s\/\S*/g, ' ')),
  };
}

/**
 * True if a line of an ignore file means this difference. As in oasdiff, its first word with a slash is the path of
 * the operation and `method path` stands in it, in any case of letters; a difference of the document as a whole needs
 * one of the words `components`, `security`, `info`.
 *
 * oasdiff then asks for its own sentence. Ours differ, so a line that names ids of rules is matched by them; any other
 * by what it quotes and by the words of the id: the name of the property or parameter that differs is quoted, all
 * that is quoted is said by the difference (names, status, media type, old and new values), and every telling word of
 * the rule's id is there (`removed` also as `deleted`, and so on). What cannot be matched: sentences in languages
 * other than English, sentences without quotes about something that has a name, and alternatives named by their
 * place in the list.
 */
export function lineNames(line: OasdiffLine, difference: Difference): boolean {
  if (!isAt(line, difference)) return false;
  if (line.rules.length > 0) return line.rules.includes(difference.rule);
  if (!isDirection(line, difference)) return false;
  const name = nameOf(difference);
  const known = knownTexts(difference);
  const said = line.quoted.every((text) => known.has(text) || partsOf(text).every((part) => known.has(part)));
  return (
    said && (name === null || line.quoted.some((text) => name(text))) && saysRule(line.words, difference.rule)
  );
}

function isAt(line: OasdiffLine, { operation, subject }: Difference): boolean {
  if (!operation) {
    return (
      subject.method === '*' &&
      formatSubject(subject).startsWith('* *') &&
      /components|security|info/.test(line.text)
    );
  }
  const path = operation.path.toLowerCase();
  return line.path === path && line.text.includes(`${operation.method.toLowerCase()} ${path}`);
}

function isDirection({ words }: OasdiffLine, { direction }: Difference): boolean {
  if (direction === 'none') return true;
  const other = direction === 'request' ? 'response' : 'request';
  return words.includes(direction) || !words.includes(other);
}

function partsOf(text: string): string[] {
  return text.split(/[/,\s]+/).filter((part) => part !== '');
}
