import { markdownSentence, markdownTable, markdownText } from './markdown-text.ts';
import { DOCUMENT_WORDS, proofWords } from './proof-words.ts';
import { sourceOf } from './row-source.ts';
import { nameOf, reachWords, rowMessage, rowPlace, rowWord } from './row-words.ts';
import type { RowWithFindings } from './rows.ts';
import type { Surroundings } from './surroundings.ts';
import type { Report, ReportRow } from './types.ts';
import { valueText } from './value-text.ts';
import { stepWords } from './words.ts';

const MOST_OPERATIONS = 20;

/** A table of rows, one line each after the two of its head; without rows nothing. */
export function rowTable(rows: readonly RowWithFindings[], command: Report['command']): string[] {
  if (rows.length === 0) return [];
  const next = command === 'check';
  return markdownTable(
    ['', 'Operation', 'What', 'Where', ...(next ? ['Next'] : [])],
    rows.map(({ row }) => [
      rowWord(row),
      markdownText(reachWords(row)),
      markdownSentence(rowMessage(row)),
      markdownText(rowPlace(row)),
      ...(next ? [markdownText(nextOf(row))] : []),
    ]),
  );
}

/** How each row is known, and every operation: one line (with lines in it) for each row. */
export function rowDetails(rows: readonly RowWithFindings[], sources: Surroundings['sources']): string[] {
  return rows.map(({ row }) =>
    [
      `- **${markdownText(reachWords(row))}**: ${markdownSentence(rowMessage(row))}`,
      ...knownLines(row).map((line) => `  - ${line}`),
      ...placeLines(row, sources).map((line) => `  - ${line}`),
      ...operationLines(row).map((line) => `  - ${line}`),
    ].join('\n'),
  );
}

function nextOf(row: ReportRow): string {
  return [row.cell ? stepWords(row.cell) : '', row.change ?? ''].filter((part) => part).join(', ');
}

function knownLines({ witness, ...row }: ReportRow): string[] {
  if (!witness) return [proofWords(row)];
  const inside = witness.at ? ` at ${markdownText(witness.at, 80)}` : '';
  return [
    `value${inside}: <code>${markdownText(valueText(witness.instance), 400)}</code>`,
    `accepted by ${DOCUMENT_WORDS[witness.acceptedBy]}, refused by ${DOCUMENT_WORDS[witness.refusedBy]}: ${markdownText(witness.because)}`,
  ];
}

function placeLines(row: ReportRow, sources: Surroundings['sources']): string[] {
  return (['baseline', 'observed'] as const).flatMap((name) => {
    const place = sourceOf(row, name, sources);
    return place ? [`${DOCUMENT_WORDS[name]}: ${markdownText(place.file)}, line ${place.line}`] : [];
  });
}

function operationLines({ operations }: ReportRow): string[] {
  if (operations.length < 2) return [];
  const named = operations.slice(0, MOST_OPERATIONS).map((one) => markdownText(nameOf(one)));
  const more = operations.length - named.length;
  return [`${operations.length} operations: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
