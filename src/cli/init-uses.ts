import { readChoice } from '../core/agreement/choice.ts';
import { findOperation } from '../core/agreement/draft-agreement.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import type { ApiDocument, Operation } from '../core/openapi/document/types.ts';
import { plainText } from '../core/report/plain-text.ts';
import { counted } from '../core/report/row-words.ts';
import type { CliIo } from './io.ts';

const SHOWN = 40;

/**
 * The operations that we use, each once: those that `--use` names, else those that the person at the terminal chooses.
 *
 * @throws ForewarnError `usage` where none is named and nobody is there to choose (it lists what there is), where one does
 * not exist, or where the person leaves.
 */
export async function chooseUses(
  document: ApiDocument,
  named: readonly string[],
  io: Pick<CliIo, 'ask' | 'err'>,
): Promise<Operation[]> {
  if (document.operations.length === 0)
    throw new ForewarnError('input', 'the document has no operation', {
      fix: 'name the document that describes the API itself',
    });
  if (named.length > 0) return namedUses(document, named);
  if (io.ask) return askForUses(document, io.ask, io);
  throw new ForewarnError(
    'usage',
    `which operations do you use?\n${operationLines(document, document.operations).join('\n')}`,
    { fix: 'name them: --use OPERATION [OPERATION...]; --find WORD lists those with a word' },
  );
}

/** A person who leaves before everything is answered has begun nothing. */
export function leftBefore(): ForewarnError {
  return new ForewarnError('usage', 'it was left before its end, and nothing is written');
}

/** The operations that have all of these words in their summary, id, path, method or tags. */
export function withWords({ operations }: ApiDocument, words: readonly string[]): Operation[] {
  const wanted = words.map((word) => word.toLowerCase());
  return operations.filter(({ summary = '', operationId = '', method, path, tags }) => {
    const text = [summary, operationId, method, path, ...tags].join(' ').toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Operations by number, name and summary, no more than fit a screen or so. */
export function operationLines(
  document: ApiDocument,
  operations: readonly Operation[],
  chosen?: ReadonlySet<Operation>,
): string[] {
  const lines = operations.slice(0, SHOWN).map((one) => {
    const call = `${one.method} ${one.path}`;
    const name = plainText(one.operationId ?? `"${call}"`);
    const number = chosen ? `${chosen.has(one) ? '*' : ' '}${numberOf(document, one).padStart(4)} ` : '  ';
    return `${number}${name.padEnd(28)}  ${plainText(one.summary ?? call)}`;
  });
  const rest = operations.length - SHOWN;
  return [...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function numberOf({ operations }: ApiDocument, one: Operation): string {
  return String(operations.indexOf(one) + 1);
}

async function askForUses(
  document: ApiDocument,
  ask: NonNullable<CliIo['ask']>,
  io: Pick<CliIo, 'err'>,
): Promise<Operation[]> {
  const { operations } = document;
  const chosen = new Set<Operation>();
  const show = (listed: readonly Operation[]) =>
    io.err(`${operationLines(document, listed, chosen).join('\n')}\n`);
  io.err(`${counted(operations.length, 'operation', 'operations')}:\n`);
  show(operations);
  for (;;) {
    const count = chosen.size === 0 ? '' : ` (${chosen.size} chosen)`;
    const line = await ask(`Which do you use? Numbers (1 3-5), words to look for, or Enter to end${count}: `);
    if (line === null) throw leftBefore();
    const choice = readChoice(line, operations.length);
    if (choice.kind === 'done' && chosen.size > 0) return operations.filter((one) => chosen.has(one));
    if (choice.kind === 'done') io.err('None is chosen yet.\n');
    if (choice.kind === 'out-of-range') io.err(`There is no ${choice.number}: 1 to ${operations.length}.\n`);
    if (choice.kind === 'words') {
      const found = withWords(document, choice.words);
      if (found.length === 0) io.err('No operation has these words.\n');
      else show(found);
    }
    if (choice.kind === 'numbers') {
      const picked = choice.numbers.flatMap((number) => operations[number - 1] ?? []);
      for (const one of picked) if (!chosen.delete(one)) chosen.add(one);
      show(picked);
    }
  }
}

function namedUses(document: ApiDocument, named: readonly string[]): Operation[] {
  const chosen = joined(named).map((name) => {
    const found = findOperation(document, name);
    if (found) return found;
    const near = nearest(name, names(document));
    throw new ForewarnError(
      'usage',
      `the document has no operation "${name}"${near ? `; did you mean "${near}"?` : ''}`,
      {
        fix: 'without --use, the operations are listed',
      },
    );
  });
  return [...new Set(chosen)];
}

/** `--use GET /orders` arrives as two words where the shell was given no quotes. */
function joined(words: readonly string[]): string[] {
  const names: string[] = [];
  for (const word of words) {
    const last = names.at(-1);
    if (word.startsWith('/') && last !== undefined && /^[a-z]+$/i.test(last))
      names.splice(-1, 1, `${last} ${word}`);
    else names.push(word);
  }
  return names;
}

function names(document: ApiDocument): string[] {
  return document.operations.flatMap((one) => [
    ...(one.operationId ? [one.operationId] : []),
    `${one.method} ${one.path}`,
  ]);
}
