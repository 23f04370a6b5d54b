import { normalisePath, operationKey } from '../drift/subject.ts';
import type { Operation } from '../openapi/document/types.ts';
import type { ContractNames } from './contract-names.ts';

/** Something of the contract that a text names. */
export interface Mention {
  kind: 'operation' | 'path' | 'field' | 'header';
  /** As the agreed document writes it. */
  name: string;
  used: boolean;
  /** Of `operation` alone. */
  operation: Operation | null;
  start: number;
  end: number;
}

const PATH =
  /(?:\b(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE|QUERY)(?:`?\s+`?))?(?:https?:\/\/[\w.-]+(?::\d{1,5})?)?(\/[\w{}<>.~:%$*@+/-]{1,300})/gi;
const CODE = /`([^`\s]{1,120})`/g;
const WORD = /(?<![\w/{`.-])[A-Za-z][\w-]{2,80}(?![\w/}`])/g;
/** A word that nobody writes in prose: `chargeId`, `charge_id`, `X-Charge-Id`. */
const WRITTEN = /[a-z0-9][A-Z]|_|^[A-Z][\w]*-[A-Z]/;

/**
 * What a sentence names: `METHOD /path`, a path, an operationId, a field or a header. A name that is also an ordinary
 * word counts where it is written as code.
 */
export function mentionsIn(sentence: string, names: ContractNames): Mention[] {
  const found: Mention[] = [];
  for (const match of sentence.matchAll(PATH)) {
    const [whole, method, written = ''] = match;
    const path = written.replace(/[.:/]+$/, '');
    const start = match.index;
    const end = start + whole.length - (written.length - path.length);
    const mention = pathMention(method, path, names);
    if (mention) found.push({ ...mention, start, end });
  }
  const isFree = (start: number) => found.every((one) => start < one.start || start >= one.end);
  const words = [
    ...[...sentence.matchAll(CODE)].map((one) => ({
      word: one[1] as string,
      start: one.index + 1,
      code: true,
    })),
    ...[...sentence.matchAll(WORD)].map((one) => ({ word: one[0], start: one.index, code: false })),
  ];
  for (const { word, start, code } of words) {
    if (!isFree(start) || (!code && !WRITTEN.test(word))) continue;
    const mention = wordMention(word.replace(/\(\)$/, ''), names);
    if (mention) found.push({ ...mention, start, end: start + word.length });
  }
  return found.toSorted((one, other) => one.start - other.start);
}

type Named = Omit<Mention, 'start' | 'end'>;

function pathMention(method: string | undefined, written: string, names: ContractNames): Named | null {
  const path = normalisePath(written.replace(/<([^<>]*)>/g, '{$1}').replace(/\/:(\w+)/g, '/{$1}'));
  const bases = ['', ...names.bases].filter((base) => path.startsWith(base));
  for (const base of bases) {
    const operations = names.paths.get(path.slice(base.length)) ?? [];
    const [first] = operations;
    if (!first) continue;
    if (method === undefined) {
      const used = operations.some(({ key }) => names.used.operations.has(key));
      return { kind: 'path', name: first.path, used, operation: null };
    }
    const operation = operations.find(({ key }) => key === operationKey(method, path.slice(base.length)));
    if (operation) return operationMention(operation, names);
  }
  return null;
}

function wordMention(word: string, names: ContractNames): Named | null {
  const operation = names.ids.get(word);
  if (operation) return operationMention(operation, names);
  if (names.fields.has(word))
    return { kind: 'field', name: word, used: names.used.fields.has(word), operation: null };
  const header = word.toLowerCase();
  if (names.headers.has(header))
    return { kind: 'header', name: header, used: names.used.headers.has(header), operation: null };
  return null;
}

function operationMention(operation: Operation, names: ContractNames): Named {
  const used = names.used.operations.has(operation.key);
  return { kind: 'operation', name: `${operation.method} ${operation.path}`, used, operation };
}
