import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../../../src/core/drift/difference.ts';

/** One pair of Swagger 2.0 documents with the codes that Azure's own tests demand. */
export interface CodeCase {
  case: string;
  test: string;
  old: string;
  new: string;
  /** `count`: so many, `>=1`, or null: at least one, the number is not asserted. */
  expected: { code: string; count: number | '>=1' | null }[];
}

/** All cases. Their documents lie below `diff-azure/`. */
export function readCodeCases(corpus: string): CodeCase[] {
  const text = readFileSync(join(corpus, 'diff-azure', 'expected.json'), 'utf8');
  return (JSON.parse(text) as { cases: CodeCase[] }).cases;
}

/** What each of their codes is called here. */
const OURS: Readonly<Record<string, RegExp>> = {
  TypeChanged: /-type-(changed|specialized|generalized|compatible|list-.*)$/,
  RemovedPath: /^api-path-removed-/,
  RemovedOperation: /^api-removed-/,
  ModifiedOperationId: /^api-operation-id-removed$/,
  RemovedOptionalParameter: /^request-parameter-removed/,
  AddingOptionalParameter: /^new-optional-request-parameter/,
  ReadonlyPropertyChanged: /-became-(not-)?read-only$/,
  ParameterInHasChanged: /^request-parameter-(in-changed|moved|removed)/,
  RequiredStatusChange: /-became-(required|optional)/,
  ConstantStatusHasChanged: /(enum|const)/,
  RemovedResponseCode: /^response-(non-)?success-status-removed$/,
  AddingResponseCode: /^response-(non-)?success-status-added$/,
  ArrayCollectionFormatChanged: /(style-|explode-|serialization-|-format-)/,
  ConstraintIsStronger: /-(min|max|pattern|unique|multiple)/,
  ConstraintIsWeaker: /-(min|max|pattern|unique|multiple)/,
  ConstraintChanged: /-(min|max|pattern|unique|multiple)/,
  RemovedEnumValue: /-enum-value-removed$/,
};

/**
 * Whether each code of a case is found as often as it must be, or oftener: theirs count schemas, ours the places that
 * use them. A code that has no like here counts as not found.
 */
export function codesFound(
  { expected }: CodeCase,
  found: readonly Difference[],
): { code: string; met: boolean }[] {
  return expected.map(({ code, count }) => {
    // A schema with another name is the same on the wire: right is to say nothing of the parameter.
    if (code === 'ReferenceRedirection')
      return { code, met: !found.some(({ rule }) => rule.startsWith('request-parameter')) };
    const like = OURS[code];
    const number = like ? new Set(found.filter(({ rule }) => like.test(rule))).size : 0;
    return { code, met: count === 0 ? number === 0 : number >= (typeof count === 'number' ? count : 1) };
  });
}
