import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { isAlias, isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../../core/agreement/problem.ts';
import { maskTemplates, unmaskTemplates } from './path-templates.ts';

/** A file of ours that was read: its data, and the line (from 1) of a place in it. */
export interface YamlFile {
  file: string;
  data: unknown;
  lineOf(path: readonly (string | number)[]): number;
}

/** A problem, with the file and the line where it is. */
export interface PlacedProblem {
  file: string;
  line: number;
  message: string;
  allowed?: string[];
}

const LARGEST = 2_000_000;

/**
 * Reads a YAML file of ours. Days stay texts. Gives the problem where it is no YAML mapping: not readable,
 * tabs, duplicate keys, empty, or something else than a mapping.
 */
export function readYaml(file: string): YamlFile | PlacedProblem {
  let source: string;
  try {
    source = maskTemplates(readFileSync(file, 'utf8'));
  } catch {
    return { file, line: 1, message: 'this file cannot be read' };
  }
  if (source.length > LARGEST)
    return { file, line: 1, message: `this file is larger than ${LARGEST / 1_000_000} MB` };
  let data: unknown;
  try {
    data = unmaskTemplates(load(source, { schema: CORE_SCHEMA }));
  } catch (error) {
    return { file, ...explain(error) };
  }
  if (data === undefined || data === null) return { file, line: 1, message: 'this file is empty' };
  if (typeof data !== 'object' || Array.isArray(data))
    return { file, line: 1, message: 'this file must be a mapping (`key: value` lines)' };
  return { file, data, lineOf: lines(source) };
}

/** The line of a place in the data of a file that was read before; 1 where it cannot be read any more. */
export function lineIn(file: string, path: readonly (string | number)[]): number {
  const read = readYaml(file);
  return 'message' in read ? 1 : read.lineOf(path);
}

/** Problems of a file's data, at their lines. */
export function placed(file: YamlFile, problems: readonly Problem[]): PlacedProblem[] {
  return problems.map(({ path, message, allowed }) => {
    const subject = pathText(path);
    const sentence = message.startsWith('unknown key') || subject === '' ? message : `${subject}: ${message}`;
    const line = file.lineOf(path);
    return { file: file.file, line, message: sentence, ...(allowed ? { allowed } : {}) };
  });
}

function pathText(path: readonly (string | number)[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? '' : `\`${text.replace(/^\./, '')}\``;
}

/** The line is where the last key that is there was written; a missing key is told at its mapping. */
function lines(source: string): (path: readonly (string | number)[]) => number {
  let document: ReturnType<typeof parseDocument> | undefined;
  const counter = new LineCounter();
  return (path) => {
    document ??= parseDocument(source, { lineCounter: counter, version: '1.2', uniqueKeys: false });
    let node: unknown = document.contents;
    let offset = 0;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find((item) => unmaskTemplates(String(item.key)) === String(step));
        if (!pair) break;
        offset = startOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        offset = startOf(node) ?? offset;
      } else break;
    }
    return offset === 0 ? 1 : counter.linePos(offset).line;
  };
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] | null } | null)?.range?.[0];
}

/** A parser's exception carries the whole text in its mark; only the reason and the line leave here. */
function explain(error: unknown): { line: number; message: string } {
  if (!(error instanceof YAMLException)) return { line: 1, message: 'this file cannot be read as YAML' };
  const line = (error.mark?.line ?? 0) + 1;
  const { reason } = error;
  if (reason.includes('tab')) return { line, message: 'this is not YAML: indent with spaces, not with tabs' };
  if (reason.includes('duplicated mapping key')) return { line, message: 'the same key is written twice' };
  return { line, message: `this is not YAML: ${reason}` };
}
