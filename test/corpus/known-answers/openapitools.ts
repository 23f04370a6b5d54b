import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { judgePolicy } from '../../../src/core/policy/judge-policy.ts';

/** One pair of documents with the verdict of OpenAPITools' own tests. */
export interface VerdictCase {
  case: string;
  test: string;
  old: string;
  new: string;
  verdict: string | null;
  /** Their rule that gives the verdict where it is on; with it off the documents are compatible. */
  rule?: string;
  facts?: Record<string, unknown>[];
}

/** All cases. Their documents lie below `diff-openapitools/`. */
export function readVerdictCases(corpus: string): VerdictCase[] {
  const text = readFileSync(join(corpus, 'diff-openapitools', 'expected.json'), 'utf8');
  return (JSON.parse(text) as { cases: VerdictCase[] }).cases;
}

/** Rules of theirs that are ours too, and weigh nothing with us unless a policy says so. */
const ON_BY_POLICY: Readonly<Record<string, string>> = {
  RESPONSE_HEADER_REQUIRED_INCREASED: 'response-header-became-required',
};

/** What is found, weighed with the rule on that a verdict is given for. */
export function withRuleOn({ rule }: VerdictCase, found: readonly Difference[]): Difference[] {
  const ours = ON_BY_POLICY[rule ?? ''];
  const severity = ours === undefined ? [] : [{ rule: ours, level: 'breaking' as const }];
  const { severityOf } = judgePolicy({ severity, ignore: [], today: null });
  return found.map((one) => {
    const level = one.rule === ours ? severityOf(one) : one.level;
    return level === 'none' ? one : { ...one, level };
  });
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
