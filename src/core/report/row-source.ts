import type { SourcePlace } from '../openapi/source/source-map.ts';
import type { Surroundings } from './surroundings.ts';
import type { ReportRow } from './types.ts';

/**
 * Where a document says what a row is about. Where it says nothing there, the nearest place around it that both
 * documents have; null where no place is known.
 */
export function sourceOf(
  { pointer }: Pick<ReportRow, 'pointer'>,
  name: 'baseline' | 'observed',
  sources: Surroundings['sources'],
): SourcePlace | null {
  const source = sources?.[name];
  if (!source) return null;
  const own = pointer[name];
  if (own !== null) return source.locate(own);
  const other = pointer[name === 'baseline' ? 'observed' : 'baseline'];
  // A position in a list of one document may be anything in the other's.
  const around = other === null || /\/\d+(\/|$)/.test(other) ? null : source.locate(other);
  // The beginning of the file is around everything.
  return around && around.line * around.column > 1 ? around : null;
}
