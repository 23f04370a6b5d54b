import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../../../src/core/drift/difference.ts';

/** One pair of documents with the verdict of OpenAPITools' own tests. */
export interface VerdictCase {
  case: string;
  test: string;
  old: string;
  new: string;
  verdict: string | null;
  facts?: Record<string, unknown>[];
}

/** All cases. Their documents lie below `diff-openapitools/`. */
export function readVerdictCases(corpus: string): VerdictCase[] {
  const text = readFileSync(join(corpus, 'diff-openapitools', 'expected.json'), 'utf8');
  return (JSON.parse(text) as { cases: VerdictCase[] }).cases;
}

/**
 * Whether what is found says the same as a verdict; null where the verdict says nothing that can be held against it.
 *
 * @param hurts whether a difference may hurt somebody who uses everything
 */
export function saysTheSame(
  one: VerdictCase,
  found: readonly Difference[],
  hurts: (difference: Difference) => boolean,
): boolean | null {
  const breaking = found.some(({ level }) => level === 'breaking');
  const harmful = breaking || found.some((one) => one.level === 'warning' || hurts(one));
  const changed = new Set(
    found.flatMap(({ operation }) => (operation ? [`${operation.method} ${operation.path}`] : [])),
  );
  switch (one.verdict) {
    case 'incompatible':
      return harmful;
    case 'compatible':
    case 'compatible-or-unchanged':
      return !breaking;
    case 'unchanged':
    case 'no-endpoint-change':
      return found.length === 0;
    case 'operations-changed':
      return changed.size > 0;
    default: {
      const told = one.facts?.find((fact) => 'changed_operations' in fact)?.changed_operations;
      if (told === undefined) return null;
      return changed.size === (told === 'none' ? 0 : told);
    }
  }
}
