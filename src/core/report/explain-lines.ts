import type { Witness } from '../drift/difference.ts';
import { plainText } from './plain-text.ts';
import { breaksIf, DOCUMENT_WORDS, proofWords } from './proof-words.ts';
import { sourceOf } from './row-source.ts';
import { nameOf } from './row-words.ts';
import type { Surroundings } from './surroundings.ts';
import type { ReportRow } from './types.ts';
import { valueText } from './value-text.ts';

type Sources = Surroundings['sources'];

const MOST_OPERATIONS = 5;

/** How a row is known, line by line: the value, who takes and who refuses it, and where both documents say so. */
export function explainLines(row: ReportRow, sources: Sources): string[] {
  const lines = row.witness ? witnessLines(row.witness, row, sources) : plainLines(row, sources);
  return [...operationLines(row), ...lines];
}

function witnessLines(witness: Witness, row: ReportRow, sources: Sources): string[] {
  const { acceptedBy, refusedBy } = witness;
  const inside = witness.at ? ` at ${plainText(witness.at, 80)}` : '';
  return [
    `value${inside}: ${valueText(witness.instance)}`,
    `accepted by ${DOCUMENT_WORDS[acceptedBy]}${placeIn(row, acceptedBy, sources)}`,
    `refused by ${DOCUMENT_WORDS[refusedBy]}${placeIn(row, refusedBy, sources)}: ${plainText(witness.because)}`,
    ...(row.effect === 'breaks' ? [] : [breaksIf(row)]),
  ];
}

function plainLines(row: ReportRow, sources: Sources): string[] {
  return [
    proofWords(row),
    ...(['baseline', 'observed'] as const).flatMap((name) => {
      const place = placeIn(row, name, sources);
      return place === '' ? [] : [`${DOCUMENT_WORDS[name]}${place}`];
    }),
    ...(row.severity === 'info' && row.effect === 'unknown' ? [] : [breaksIf(row)]),
  ];
}

function operationLines({ operations, alsoAt }: ReportRow): string[] {
  if (operations.length < 2) return [];
  const named = operations.slice(0, MOST_OPERATIONS).map(nameOf);
  const more = operations.length - named.length;
  const rest = [
    ...(more > 0 ? [`${more} more`] : []),
    ...(alsoAt ? [`${alsoAt} further places or more`] : []),
  ];
  return [`reaches ${[...named, ...rest].join('; ')}`];
}

/** ` (file:line:column)`, else the pointer, else nothing. */
function placeIn(row: ReportRow, name: keyof typeof DOCUMENT_WORDS, sources: Sources): string {
  if (name === 'pact') return '';
  const place = sourceOf(row, name, sources);
  if (place) return ` (${plainText(place.file, 200)}:${place.line}:${place.column})`;
  const pointer = row.pointer[name];
  return pointer === null ? '' : ` (${plainText(pointer, 200)})`;
}
