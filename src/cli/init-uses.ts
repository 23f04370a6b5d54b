import { findOperation } from '../core/agreement/draft-agreement.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import type { ApiDocument, Operation } from '../core/openapi/document/types.ts';
import { plainText } from '../core/report/plain-text.ts';

const SHOWN = 40;

/**
 * The operations that `--use` names, each once.
 *
 * @throws ForewarnError `usage` where none is named (it lists what there is) or one does not exist.
 */
export function chooseUses(document: ApiDocument, named: readonly string[]): Operation[] {
  if (named.length === 0)
    throw new ForewarnError('usage', `which operations do you use?\n${list(document)}`, {
      fix: 'name them: --use OPERATION [OPERATION...]',
    });
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

function list(document: ApiDocument): string {
  const lines = document.operations.slice(0, SHOWN).map((one) => {
    const call = `${one.method} ${one.path}`;
    const name = plainText(one.operationId ?? `"${call}"`);
    return `  ${name.padEnd(28)}  ${plainText(one.summary ?? call)}`;
  });
  const rest = document.operations.length - SHOWN;
  return [...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
}

function names(document: ApiDocument): string[] {
  return document.operations.flatMap((one) => [
    ...(one.operationId ? [one.operationId] : []),
    `${one.method} ${one.path}`,
  ]);
}
