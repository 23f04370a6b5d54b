import type { LastTurn, TurnStore } from '../../app/look-memory.ts';
import type { LivePlan } from '../../app/ports.ts';
import { type Candidate, chooseWithin } from '../../core/exchange/choose-within.ts';
import type { LiveInteraction, LiveObservation } from '../../core/exchange/types.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { Operation } from '../../core/openapi/document/types.ts';
import { riskOf } from '../../core/usage/risk.ts';
import type { PlannedUse } from './exercise-uses.ts';
import { costOf } from './look-costs.ts';
import type { Numbered } from './numbered.ts';

/** What a look does now, and what it leaves to later ones. */
export interface Turns {
  interactions: Numbered[];
  uses: PlannedUse[];
  left: { interactions: Numbered[]; uses: PlannedUse[] };
  /** Writes down what was seen, where anything was left out. */
  record(seen: Pick<LiveObservation, 'interactions' | 'uses'>, at: string): Promise<void>;
}

/**
 * Chooses what a look does within the calls that it may make. Where all of it fits, nothing is read and nothing is
 * written down.
 *
 * @param calls that may be made at most; infinite where nothing bounds them.
 */
export async function takeTurns(
  plan: LivePlan,
  all: { interactions: readonly Numbered[]; uses: readonly PlannedUse[] },
  calls: number,
  store: TurnStore,
): Promise<Turns> {
  const partner = plan.agreement.partner;
  const environment = plan.environment.name;
  const costs = all.interactions.map(({ interaction }) => costOf(plan, interaction));
  const made = all.uses.filter((use) => 'request' in use);
  const needed = costs.reduce((sum, one) => sum + one, made.length);
  if (needed <= calls) {
    const left = { interactions: [], uses: [] };
    return { interactions: [...all.interactions], uses: [...all.uses], left, record: async () => undefined };
  }
  const last = await store.read(partner, environment);
  const turnOf = (key: string): Pick<Candidate, 'verified' | 'held'> =>
    last[key] ?? { verified: null, held: true };
  const chosen = new Set(
    chooseWithin(
      [
        ...all.interactions.map((one, at) => ({
          ...turnOf(keyOf(one.pact.name, one.interaction.description)),
          cost: costs[at] ?? 1,
          risk: riskOfInteraction(plan, one),
        })),
        ...made.map((use) => ({
          ...turnOf(keyOf(null, use.key)),
          cost: 1,
          risk: riskOfUse(plan, use.operation),
        })),
      ],
      calls,
    ),
  );
  const uses = new Set<PlannedUse>(made.filter((_, at) => chosen.has(all.interactions.length + at)));
  return {
    interactions: all.interactions.filter((_, at) => chosen.has(at)),
    uses: all.uses.filter((use) => uses.has(use) || 'outcome' in use),
    left: {
      interactions: all.interactions.filter((_, at) => !chosen.has(at)),
      uses: made.filter((use) => !uses.has(use)),
    },
    record: async (seen, at) => {
      const turns: Record<string, LastTurn> = {};
      const note = (key: string, tried: boolean, verified: boolean, held: boolean) => {
        const before = last[key] ?? { verified: null, held: true };
        turns[key] = tried ? { verified: verified ? at : before.verified, held } : before;
      };
      for (const one of seen.interactions)
        note(
          keyOf(one.pact, one.description),
          one.outcome !== 'skipped',
          wasVerified(one),
          one.outcome === 'passed',
        );
      for (const { operation, outcome } of seen.uses)
        note(keyOf(null, operation), outcome !== 'skipped', outcome === 'exercised', outcome === 'exercised');
      await store.write(partner, environment, turns);
    },
  };
}

function keyOf(pact: string | null, name: string): string {
  return pact === null ? name : `${pact}: ${name}`;
}

function wasVerified({ outcome }: LiveInteraction): boolean {
  return outcome === 'passed' || outcome === 'failed';
}

function riskOfInteraction(plan: LivePlan, { interaction }: Numbered): number {
  const { method, path } = interaction.request;
  const operation = matchOperation(plan.baseline, method, path)?.operation;
  const { partner } = plan.agreement;
  return riskOf({ partner, interaction, operations: namesOf(operation), method }, plan.journeys ?? []);
}

function riskOfUse(plan: LivePlan, operation: Operation): number {
  const { partner } = plan.agreement;
  const { method } = operation;
  return riskOf({ partner, interaction: null, operations: namesOf(operation), method }, plan.journeys ?? []);
}

function namesOf(operation: Operation | undefined): string[] {
  if (!operation) return [];
  const { method, path, operationId } = operation;
  return [`${method} ${path}`, ...(operationId ? [operationId] : [])];
}
