import { relative } from 'node:path';
import { entryIn, readText, replaceFile } from '../adapters/files/entry-in-agreement.ts';
import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import { plainText } from '../core/report/plain-text.ts';
import { type KnownOperation, usesToWrite } from '../core/usage/sources/known-usage.ts';
import { useRequest } from '../core/usage/use-request.ts';

/**
 * Puts what sources tell into the agreement's `uses`: a line for each operation that no pact and no line has.
 *
 * @returns what was done, for people
 */
export function writeUses(
  known: readonly KnownOperation[],
  { agreement: { file }, baseline }: PreparedPartner,
  at: { dryRun: boolean; cwd: string },
): string[] {
  const shown = relative(at.cwd, file) || file;
  const uses = usesToWrite(known);
  if (uses.length === 0) return [`${shown} has all of it already.`];
  let text = readText(file);
  const lines: string[] = [];
  for (const { operation, fields, known: grade } of uses) {
    const written = entryIn(text, ['uses'], {
      operation,
      ...(fields.length > 0 && { fields }),
      known: grade,
    });
    text = written.text;
    lines.push(`${shown}:${written.line}`, `  - ${plainText(written.entry, 2_000)}`);
    const called = known.find((one) => `${one.operation.method} ${one.operation.path}` === operation);
    const used = called && baseline.byKey.get(called.key);
    if (grade !== 'recorded' || used?.method !== 'GET') continue;
    const request = useRequest(baseline, used, { operation, with: {}, fields });
    if (!request.ok)
      lines.push(
        `    a check calls it once it has a value: with: { ${plainText(request.missing.join(', '))}: ... }`,
      );
  }
  if (at.dryRun) return lines;
  replaceFile(file, text);
  const count = `${uses.length} ${uses.length === 1 ? 'line' : 'lines'}`;
  return [...lines, `Written: ${count}. Take out the fields that you do not read.`];
}
