import { join } from 'node:path';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { type DiffPolicy, STABILITIES } from '../../../src/core/openapi/diff/policy.ts';
import type { OasdiffCase } from './oasdiff-cases.ts';
import { differencesOf } from './opened.ts';

/** How one case came out. */
export interface Scored {
  case: OasdiffCase;
  met: boolean;
  /** Ids that were expected and not found, and found and not expected. */
  missing: string[];
  extra: string[];
  /** Values that show what is extra and breaking, as JSON. */
  shown: string[];
  /** Why it could not be compared, or null. */
  failed: string | null;
}

const RANK: Record<string, number> = { info: 0, warning: 1, error: 2, breaking: 2 };

/** Compares the documents of a case, by ids of the catalogue alone, and holds what is found against what is known, as its `match` says. */
export async function scoreCase(
  corpus: string,
  one: OasdiffCase,
  catalogue: ReadonlySet<string>,
): Promise<Scored> {
  try {
    const [before, after] = [one.base, one.revision].map((file) => join(corpus, 'oasdiff', file)) as [
      string,
      string,
    ];
    return judged(one, catalogue, await differencesOf(before, after, policyOf(one.options)));
  } catch (error) {
    return { case: one, met: false, missing: [], extra: [], shown: [], failed: String(error) };
  }
}

/** The options of a case, as what is asked of the documents. */
function policyOf(options: OasdiffCase['options']): DiffPolicy {
  const { deprecation_days_beta: beta, deprecation_days_stable: stable, stability_level: level } = options;
  const least = typeof level === 'string' ? level.replace('StabilityLevel', '').toLowerCase() : null;
  const stability = STABILITIES.find((one) => one === least);
  return {
    ...(typeof beta === 'number' && typeof stable === 'number' && { noticeDays: { beta, stable } }),
    ...(stability && { stability }),
  };
}

function judged(
  one: OasdiffCase,
  catalogue: ReadonlySet<string>,
  differences: readonly Difference[],
): Scored {
  const least = RANK[one.min_level ?? 'info'] ?? 0;
  const found = differences
    .filter(({ level }) => (RANK[level] ?? 0) >= least)
    .map(({ rule }) => rule)
    .filter((id) => catalogue.has(id) && (one.check_ids?.includes(id) ?? true));
  const expected = one.expected.map(({ id }) => id);
  const missing = without(expected, found);
  const extra = without(found, expected);
  const unwanted = one.not_expected.map((two) => (typeof two === 'string' ? two : two.id));
  const wanted = !found.some((id) => unwanted.includes(id));
  const met =
    one.match === 'nonempty'
      ? found.length > 0
      : missing.length === 0 && wanted && (one.match === 'contains' || extra.length === 0);
  const shown = differences
    .filter(({ rule, level }) => level === 'breaking' && extra.includes(rule))
    .flatMap(({ witness }) => (witness ? [JSON.stringify(witness.instance)] : []));
  return { case: one, met, missing, extra, shown, failed: null };
}

/** What is left of a list when each member of the other is taken out once. */
function without(list: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return list.filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
