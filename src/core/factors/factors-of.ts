import type { Agreement } from '../agreement/types.ts';
import type { Change, PartnerState, Side } from '../ledger/types.ts';
import { FACTOR_RULES } from './factor-rules.ts';
import type { Factor, FactorInput } from './types.ts';

/**
 * What contributed to how a change was met, by the ledger and the agreement: several at once, each with what would have
 * shown it earlier. Factors among people are for our side alone.
 */
export function factorsOf(
  change: Change,
  on: { state: PartnerState; agreement: Agreement; side: Side },
): Factor[] {
  const input = inputOf(change, on);
  return FACTOR_RULES.flatMap((rule) => {
    if (rule.kind === 'people' && on.side !== 'ours') return [];
    const found = rule.find(input);
    if (!found) return [];
    const { id, kind, says } = rule;
    const earlier = rule.earlier.replace('{days}', String(found.days ?? 0)).replace(/\b1 days\b/, '1 day');
    return [{ id, kind, evidence: found.evidence, says, earlier }];
  });
}

function inputOf(
  change: Change,
  { state, agreement }: { state: PartnerState; agreement: Agreement },
): FactorInput {
  const confirmed = new Map<string, string>();
  const drifts = [];
  for (const key of change.drifts) {
    const lives = Object.entries(state.drifts[key]?.environments ?? {});
    for (const [environment, { confirmedAt, facts }] of lives) {
      if (confirmedAt === null) continue;
      const before = confirmed.get(environment);
      if (before === undefined || confirmedAt < before) confirmed.set(environment, confirmedAt);
      drifts.push(facts);
    }
  }
  const unique = [...new Map(drifts.map((one) => [one.driftKey, one])).values()];
  const notices = Object.values(state.notices).filter(({ due }) => due.change === change.ref);
  return { change, drifts: unique, confirmed, notices, state, agreement };
}
