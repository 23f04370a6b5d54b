import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A finding as oasdiff's own tests expect it. */
export interface ExpectedFinding {
  id: string;
  level: string;
  operation?: string;
  path?: string;
}

/** One pair of documents of oasdiff's tests with what it must give. */
export interface OasdiffCase {
  case: string;
  test: string;
  comment: string;
  base: string;
  revision: string;
  /** Ids that are compared; null: all. */
  check_ids: string[] | null;
  min_level: 'error' | 'warning' | 'info' | null;
  match: 'exact' | 'contains' | 'nonempty';
  expected: ExpectedFinding[];
  not_expected: (string | ExpectedFinding)[];
  options: Record<string, unknown>;
}

/** All cases. Their documents lie below `oasdiff/`. */
export function readOasdiffCases(corpus: string): OasdiffCase[] {
  const text = readFileSync(join(corpus, 'oasdiff', 'expected.json'), 'utf8');
  return (JSON.parse(text) as { cases: OasdiffCase[] }).cases;
}

/** Ids of the catalogue. */
export function readCatalogue(corpus: string): ReadonlySet<string> {
  const text = readFileSync(join(corpus, 'catalogue', 'oasdiff-rules.tsv'), 'utf8');
  return new Set(
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t')[0] ?? ''),
  );
}
