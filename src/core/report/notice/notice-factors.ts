import { isOfOurApi } from '../../drift/triangulate.ts';
import { factorsOf } from '../../factors/factors-of.ts';
import type { Factor } from '../../factors/types.ts';
import type { JsonObject } from '../../json.ts';
import type { PartnerState } from '../../ledger/types.ts';
import { plainText } from '../plain-text.ts';
import { isOver, type Section, type SectionInput } from './notice-sections.ts';

/** What contributed to how a change is met, as far as that side is told: none in a summary, and none where it is over. */
export function noticeFactors(
  { change, due, agreement, facts }: SectionInput,
  state: PartnerState,
): Factor[] {
  if (due.step === 'summary' || isOver(due)) return [];
  // They are of how the partner's changes reach us.
  if (due.side === 'theirs' && isOfOurApi(facts.cell)) return [];
  // What came with it and touches nothing that we use is told to nobody.
  const told = { ...change, drifts: facts.drifts.map(({ driftKey }) => driftKey) };
  return factorsOf(told, { state, agreement, side: due.side });
}

/** Each factor with its evidence, and what would have shown it earlier. */
export function factorsSection(factors: readonly Factor[]): Section | null {
  if (factors.length === 0) return null;
  const lines = factors.flatMap(({ kind, says, earlier, evidence }) => [
    `- ${kind}: ${says} (${evidence.map(evidenceWords).join('; ')})`,
    `  Earlier: ${earlier}`,
  ]);
  return { heading: 'What contributed, and what shows it earlier', lines };
}

/** The same as data. */
export function factorsData(factors: readonly Factor[]): JsonObject[] {
  return factors.map(({ id, kind, says, earlier, evidence }) => ({
    id,
    kind,
    says,
    earlier,
    evidence: evidence.map(({ of, ref, dates }) => ({ of, ref, dates })),
  }));
}

function evidenceWords({ ref, dates }: Factor['evidence'][number]): string {
  return [plainText(ref, 120), ...dates.map((at) => at.slice(0, 10))].join(', ');
}
