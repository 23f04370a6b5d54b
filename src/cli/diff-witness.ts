import type { DiffInput } from '../app/diff.ts';
import type { Settling } from '../app/settle-witness.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { ReportFormat } from '../core/report/surroundings.ts';

/** What people see the values of; there ajv has a second look. */
const SHOWN = new Set<ReportFormat>(['markdown', 'junit', 'html']);

/** Witnesses that are made whole: for people, and for machines, which can make more by asking for one rule. */
const MOST_SHOWN = 100;
const MOST_LISTED = 20;

/** What finds witnesses and settles them, as far as the output shows values. */
export async function witnessing(
  documents: { baseline: ApiDocument; observed: ApiDocument },
  output: {
    format: ReportFormat;
    explain: boolean;
    used?: ReadonlySet<string> | undefined;
    /** Whether severities or entries of `ignore` look at each place. */
    isJudged: boolean;
  },
): Promise<Pick<DiffInput, 'prove' | 'proveBreakingOnly' | 'infoOnce' | 'settle'>> {
  const { createProver } = await import('../core/openapi/witness/prove.ts');
  const prove = createProver(documents.baseline, documents.observed);
  const forPeople = output.explain || SHOWN.has(output.format);
  // A warning that is not shown need not be proven, unless what it does to us hangs on it.
  if (!forPeople && (output.format === 'human' || output.format === 'github')) {
    const isBrief = output.used === undefined;
    // A person is told how many differences are for information, and none of their places.
    return {
      prove,
      proveBreakingOnly: isBrief,
      infoOnce: isBrief && !output.isJudged && output.format === 'human',
    };
  }
  const { settleWitness } = await import('../app/settle-witness.ts');
  const settle = settleWitness({
    ...documents,
    ...(output.used && { used: output.used }),
    most: forPeople ? MOST_SHOWN : MOST_LISTED,
    ...(forPeople && { confirm: await confirming(documents) }),
  });
  return { prove, settle };
}

/** Confirms by ajv, which is loaded and compiles for this alone. */
async function confirming(documents: {
  baseline: ApiDocument;
  observed: ApiDocument;
}): Promise<NonNullable<Settling['confirm']>> {
  const { createWitnessConfirmer } = await import('../adapters/judge/confirm-witness.ts');
  const { operationPairsOf, wholeOf } = await import('../core/openapi/witness/whole-schemas.ts');
  const { readingOf } = await import('../core/openapi/witness/lift.ts');
  const confirm = createWitnessConfirmer(documents.baseline, documents.observed);
  let pairs: ReturnType<typeof operationPairsOf> | null = null;
  return (difference, witness) => {
    pairs ??= operationPairsOf(documents.baseline, documents.observed);
    const whole = wholeOf(pairs, difference);
    if (!whole) return null;
    const { baseline, observed } = whole;
    return confirm({ baseline: [baseline], observed: [observed], reading: readingOf(difference), witness });
  };
}
