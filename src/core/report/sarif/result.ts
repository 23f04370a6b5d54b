import { gravityOf } from '../gravity.ts';
import { plainText } from '../plain-text.ts';
import { DOCUMENT_WORDS } from '../proof-words.ts';
import { sourceOf } from '../row-source.ts';
import { reachWords, rowMessage, rowPlace } from '../row-words.ts';
import type { Surroundings } from '../surroundings.ts';
import type { ReportRow } from '../types.ts';
import { artifactUri } from './artifact-uri.ts';

const MOST_OPERATIONS = 100;

/** A row as a `result`: where the observed document says so, else where the agreed one does. */
export function sarifResult(row: ReportRow, ruleIndex: number, sources: Surroundings['sources']) {
  const where = rowPlace(row);
  const text = `${reachWords(row)}: ${rowMessage(row, 500)}${where ? ` (${where})` : ''}`;
  const [main, ...related] = places(row, sources);
  const logicalLocations = row.operations
    .slice(0, MOST_OPERATIONS)
    .flatMap(({ subjects }) => subjects.slice(0, 1))
    .map((subject) => ({ fullyQualifiedName: plainText(subject, 500) }));
  return {
    ruleId: row.rule,
    ruleIndex,
    level: gravityOf(row),
    message: { text },
    locations: [{ ...(main && { physicalLocation: main.physicalLocation }), logicalLocations }],
    ...(related.length > 0 && { relatedLocations: related.map((one, index) => ({ id: index + 1, ...one })) }),
    partialFingerprints: { 'forewarnFinding/v1': row.fingerprints[0] ?? '' },
    // An empty list says that nothing suppresses it.
    suppressions: row.suppressed ? [{ kind: 'external', status: 'accepted' }] : [],
    properties: {
      effect: row.effect,
      severity: row.severity,
      proof: row.proof,
      operations: row.operations.length,
      ...(row.alsoAt !== undefined && { alsoAt: row.alsoAt }),
      ...(row.witness && { witness: row.witness }),
    },
  };
}

function places(row: ReportRow, sources: Surroundings['sources']) {
  return (['observed', 'baseline'] as const).flatMap((name) => {
    const place = sourceOf(row, name, sources);
    if (!place) return [];
    const physicalLocation = {
      artifactLocation: { uri: artifactUri(place.file) },
      region: { startLine: place.line, startColumn: place.column },
    };
    return [{ physicalLocation, message: { text: DOCUMENT_WORDS[name] } }];
  });
}
