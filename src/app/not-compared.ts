import type { NotVerified } from '../core/drift/finding.ts';
import { groupBy } from '../core/group-by.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { type UnknownPart, unknownParts } from '../core/openapi/document/unknown-parts.ts';

/** What of two documents could not be compared, because references lead nowhere: each reference once. */
export function notCompared(baseline: ApiDocument, observed: ApiDocument): NotVerified[] {
  return [...rowsOf(baseline, 'what was agreed'), ...rowsOf(observed, 'what is there now')];
}

/** True where the observed document no longer says something that the baseline said: then nobody knows what became of it. */
export function becameUnknown(baseline: ApiDocument, observed: ApiDocument): boolean {
  const keyOf = (part: UnknownPart) => whatOf(part, 0);
  const before = new Set(unknownParts(baseline.raw).map(keyOf));
  return unknownParts(observed.raw).some((part) => !before.has(keyOf(part)));
}

function rowsOf(document: ApiDocument, which: string): NotVerified[] {
  const byPointer = groupBy(unknownParts(document.raw), (part) => part.pointer);
  return [...byPointer].map(([pointer, parts]) => ({
    partner: '',
    environment: null,
    source: 'documents',
    class: 'document-unreadable',
    interaction: null,
    operation: whatOf(parts[0] as UnknownPart, parts.length - 1),
    detail: `a reference leads nowhere in ${which}`,
    next: `define what ${pointer} names, or correct the reference`,
  }));
}

function whatOf({ method, path, part, status }: UnknownPart, others: number): string {
  const operation = method === null ? path : `${method} ${path}`;
  const what = { operation: '', parameters: ' parameters', body: ' body', response: ' response' }[part];
  const more = others > 0 ? ` and ${others} more` : '';
  return `${operation}${what}${status === null ? '' : ` ${status}`}${more}`;
}
