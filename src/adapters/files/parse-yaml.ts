import { type LoadOptions, load, loadAll, YAMLException } from 'js-yaml';
import { repeatedKeys } from '../../core/openapi/source/repeated-keys.ts';
import { DEEPEST } from './as-json.ts';
import { shortName } from './text-place.ts';
import { type UnreadableMore, unreadable } from './unreadable.ts';
import { YAML_SCHEMA } from './yaml-schema.ts';

const OPTIONS: LoadOptions & { maxDepth: number; maxTotalMergeKeys: number } = {
  schema: YAML_SCHEMA,
  maxDepth: DEEPEST,
  maxTotalMergeKeys: 100_000,
};

/** What the parser says, by how it begins, and what we say in its place. */
const SAID: readonly [RegExp, string, string?][] = [
  [/^tab characters/, 'a tab stands in the indentation', 'indent with spaces'],
  [/^unidentified alias/, 'an alias names no anchor before it'],
  [/^unknown tag/, 'a tag of an unknown kind', 'write what it stands for'],
  [/^cannot resolve a node|^unacceptable node kind/, 'a value does not fit its tag'],
  [/^nesting exceeded/, `it is nested deeper than ${DEEPEST} levels`],
  [/^merge keys exceeded|^abnormal merge/, 'it merges too many keys'],
  [/^null byte/, 'this is no text: it has a null byte'],
  [/^the stream contains non-printable/, 'a character that cannot be printed'],
  [/^unexpected end of the (?:stream|document)/, 'a text or list is not closed: is the file cut off?'],
  [/^(?:bad indentation|end of the stream)/, 'the indentation does not fit what stands before'],
  [/^can not read (?:a block mapping entry|an implicit mapping pair)/, 'a key has no value or no colon'],
  [/^undeclared tag handle/, 'a tag of an unknown kind', 'write what it stands for'],
];

/**
 * Parses YAML text by {@link YAML_SCHEMA}. A key twice in one mapping is read where both say the same, a second
 * document where it is empty.
 *
 * @throws ForewarnError `input` with line and column, and no piece of the text but the name of a key
 */
export function parseYaml(text: string, name: string): unknown {
  try {
    return load(text, OPTIONS);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.startsWith('expected a single document')) return onlyDocument(text, name);
    if (error.reason.startsWith('duplicated mapping key'))
      return withRepeatedKeys(text, name, placeOf(error));
    throw refusal(error, name);
  }
}

/** Refuses keys that are written twice with different values; `null` where all that are say the same. */
export function repeatedKeyRefusal(text: string, name: string, otherwise?: UnreadableMore): Error | null {
  const repeated = repeatedKeys(text);
  const unlike = repeated.find((one) => !one.same);
  if (repeated.length > 0 && !unlike) return null;
  const fix = 'keep one of the two';
  if (!unlike) return unreadable(name, 'a key is written twice', { ...otherwise, fix });
  const { key, first, again } = unlike;
  return unreadable(name, `the key ${shortName(key)} is written twice, first in line ${first.line}`, {
    ...again,
    fix,
  });
}

function withRepeatedKeys(text: string, name: string, place: UnreadableMore): unknown {
  const refused = repeatedKeyRefusal(text, name, place);
  if (refused) throw refused;
  return load(text, { ...OPTIONS, json: true });
}

function onlyDocument(text: string, name: string): unknown {
  const written = loadAll(text, undefined, OPTIONS).filter((one) => one !== null && one !== undefined);
  if (written.length === 1) return written[0];
  throw unreadable(name, 'there is more than one YAML document in this file', {
    line: secondMarker(text),
    column: 1,
    fix: 'keep each in a file of its own',
  });
}

function secondMarker(text: string): number | undefined {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => /^[^\s#%]/.test(line));
  const second = lines.findIndex((line, at) => at > first && /^---(?:\s|$)/.test(line));
  return second === -1 ? undefined : second + 1;
}

function refusal(error: YAMLException, name: string): Error {
  const { reason } = error;
  const [, said = withoutQuotes(reason), fix] = SAID.find(([begins]) => begins.test(reason)) ?? [];
  return unreadable(name, `not valid YAML: ${said}`, { ...placeOf(error), fix });
}

function placeOf({ mark }: YAMLException): UnreadableMore {
  return mark ? { line: mark.line + 1, column: mark.column + 1 } : {};
}

/** The parser's sentence up to where it begins to quote the document. */
function withoutQuotes(reason: string): string {
  return reason.replace(/["'<!(].*$/s, '').trim() || 'it cannot be read';
}
