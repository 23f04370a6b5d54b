import type { Compensation, LastTurn, LookMemory } from '../../app/look-memory.ts';

/**
 * What looks leave to later ones of this process; it ends with the process. For partners that are emulated here, whose
 * records end then too.
 */
export function forgetfulMemory(now: () => number = Date.now): LookMemory {
  const entries = new Map<string, { entry: Compensation; heldUntil: number }>();
  const lent = new Map<string, { until: number }>();
  const turns = new Map<string, Record<string, LastTurn>>();
  const of = (partner: string, environment: string) =>
    [...entries.values()]
      .filter(({ entry }) => entry.partner === partner && entry.environment === environment)
      .sort((one, other) => (one.entry.at < other.entry.at ? -1 : 1));
  return {
    journal: {
      write: async (entry, heldUntil) => {
        entries.set(entry.id, { entry: structuredClone(entry), heldUntil });
      },
      close: async (_, id) => void entries.delete(id),
      open: async (partner, environment) =>
        of(partner, environment).map(({ entry }) => structuredClone(entry)),
      claim: async (partner, environment, heldUntil) => {
        const free = of(partner, environment).filter((one) => one.heldUntil <= now());
        for (const one of free) one.heldUntil = heldUntil;
        return free.map(({ entry }) => structuredClone(entry));
      },
    },
    fixtures: {
      take: async ({ partner, environment }, fixtures, until) => {
        const keyOf = (fixture: string) => JSON.stringify([partner, environment, fixture]);
        const fixture = fixtures.find((one) => (lent.get(keyOf(one))?.until ?? 0) <= now());
        if (fixture === undefined) return null;
        const mine = { until };
        lent.set(keyOf(fixture), mine);
        const giveBack = async () => {
          if (lent.get(keyOf(fixture)) === mine) lent.delete(keyOf(fixture));
        };
        return { fixture, giveBack };
      },
    },
    turns: {
      read: async (partner, environment) => turns.get(`${partner}/${environment}`) ?? {},
      write: async (partner, environment, all) => void turns.set(`${partner}/${environment}`, all),
    },
  };
}
