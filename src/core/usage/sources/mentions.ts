import { matchOperation } from '../../openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../../openapi/document/types.ts';
import { callAddress, type PartnerBases, pathsBelow } from './call-address.ts';
import { answerNames } from './documented-names.ts';
import { type CodeLine, HOLE, type Literal, readLiterals } from './read-literals.ts';
import { hasWords, isSpecificPath } from './specific-words.ts';
import type { SourcedUse } from './types.ts';

/** Finds what the text of a source file mentions of a partner's API. */
export interface MentionFinder {
  in(file: string, text: string): SourcedUse[];
}

/** Lines around a path in which a word says which method is meant. */
const NEAR = 3;
const MOST_PLACES = 50;

/** Lines whose texts are names of modules. */
const IMPORT = /^\s*(?:import|from|include|use|#include|\} from)\b|\brequire(?:_relative)?\b|\bimport\s*\(/;

/**
 * Finds paths and fields of the baseline in program text. A path counts as a string literal whose segments are those of an
 * operation, where it is specific (`isSpecificPath`), or the file names the partner: its host, its name, or a specific
 * path. A field counts in a file that mentions its operation, as a literal or an identifier, where its name is specific.
 *
 * @param partner the slug: `acme-pay` is also written `AcmePay`, `acme_pay`, `ACME PAY`
 */
export function mentionFinder(document: ApiDocument, bases: PartnerBases, partner: string): MentionFinder {
  const methods = [...new Set(document.operations.map(({ method }) => method))];
  const names = new Map<string, Map<string, string[]>>();
  const namesOf = (operation: Operation) => {
    const known = names.get(operation.key) ?? answerNames(document, operation);
    names.set(operation.key, known);
    return known;
  };
  const words = partner.split('-').map((word) => word.replace(/[^a-z0-9]/gi, ''));
  const slug = new RegExp(
    `(?<![a-z0-9])${words.join('[-_ ]?')}(?![a-z0-9])|${words.map(capital).join('')}`,
    'i',
  );

  const pathsIn = ({ text }: Literal): Operation[] => {
    const paths = candidatePaths(text, bases);
    const found = paths.flatMap((path) =>
      methods.flatMap((method) => matchOperation(document, method, path)?.operation ?? []),
    );
    return [...new Set(found)].filter(hasWords);
  };

  return {
    in(file, source) {
      const { literals, code } = readLiterals(source);
      const imports = new Set(code.filter((one) => IMPORT.test(one.code)).map(({ line }) => line));
      const met = literals
        .filter(({ line }) => !imports.has(line))
        .map((literal) => ({ literal, operations: pathsIn(literal) }))
        .filter(({ operations }) => operations.length > 0);
      if (met.length === 0) return [];
      const isNamed =
        slug.test(source) ||
        [...bases.hosts].some((host) => source.includes(host)) ||
        met.some(({ operations }) => operations.some(isSpecificPath));
      const uses = new Map<Operation, SourcedUse>();
      for (const { literal, operations } of met) {
        const counted = operations.filter((one) => isNamed || isSpecificPath(one));
        for (const operation of byMethod(counted, literal, literals, code)) {
          const use = uses.get(operation) ?? nothing(operation.key);
          uses.set(operation, use);
          if (use.from.length < MOST_PLACES) use.from.push({ file, line: literal.line });
        }
      }
      for (const [operation, use] of uses) use.answers = fieldsIn(namesOf(operation), literals, code);
      return [...uses.values()];
    },
  };
}

/** A literal as paths of the document; none where it cannot be one, or is at somebody else's host. */
function candidatePaths(text: string, bases: PartnerBases): string[] {
  if (text.length > 500 || /\s/.test(text) || !/[/]/.test(text)) return [];
  const base = text.startsWith(HOLE) ? text.slice(1) : text;
  const { host: written, path } = callAddress(base.replaceAll(HOLE, '~'));
  const host = written?.includes('~') ? null : written;
  if (host !== null && !bases.hosts.has(host)) return [];
  if (!base.startsWith('/') && written === null && !/^\w[\w.-]*\//.test(base)) return [];
  const whole = path.endsWith('/') && path.length > 1 ? [`${path}~`, path.slice(0, -1)] : [path];
  return whole.flatMap((one) => pathsBelow(one, bases));
}

/** Of operations at one path those whose method is written near; all of them where none is. */
function byMethod(
  operations: readonly Operation[],
  { line }: Literal,
  literals: readonly Literal[],
  code: readonly CodeLine[],
): readonly Operation[] {
  if (operations.length < 2) return operations;
  const isNear = (one: { line: number }) => Math.abs(one.line - line) <= NEAR;
  const exact = `${code
    .filter((one) => one.line === line)
    .map((one) => one.code)
    .join(' ')} `;
  const near = `${code
    .filter(isNear)
    .map((one) => one.code)
    .join(' ')} ${literals
    .filter(isNear)
    .map(({ text }) => text)
    .join(' ')}`;
  for (const text of [exact, near]) {
    const named = operations.filter(({ method }) =>
      new RegExp(`(?<![a-z])${method}(?![a-z])|@${method}`, 'i').test(text),
    );
    if (named.length > 0) return named;
  }
  return operations;
}

function fieldsIn(
  names: ReadonlyMap<string, string[]>,
  literals: readonly Literal[],
  code: readonly CodeLine[],
): string[] {
  const words = new Set<string>();
  for (const { text } of literals) words.add(text);
  for (const line of code) for (const [word] of line.code.matchAll(/[A-Za-z_$][\w$]*/g)) words.add(word);
  return [...names].flatMap(([name, locations]) => (words.has(name) ? locations : [])).sort();
}

function nothing(key: string): SourcedUse {
  return { key, grade: 'mentioned', answers: [], requests: [], query: [], headers: [], auth: [], from: [] };
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
