import { randomUUID } from 'node:crypto';
import type { QuotaStore } from '../../app/ports.ts';
import { callsLeft, giveCallBack, pauseCalls, takeCall, UNUSED } from '../../core/quota/quota.ts';
import type { QuotaState } from '../../core/quota/types.ts';

/**
 * Quotas that this process alone keeps, and only while it lives: for partners that it emulates itself.
 *
 * @param now ms since 1970.
 */
export function createMemoryQuotas(now: () => number = Date.now): QuotaStore {
  const quotas = new Map<string, QuotaState>();
  const of = (partner: string): QuotaState => quotas.get(partner) ?? UNUSED;
  return {
    async take(partner, ask) {
      const { state, grant } = takeCall(of(partner), ask, randomUUID());
      quotas.set(partner, state);
      return grant;
    },
    left: async (partner, ask) => callsLeft(of(partner), ask),
    async giveBack(partner, hold, sentAt) {
      quotas.set(partner, giveCallBack(of(partner), hold, sentAt));
    },
    async pause(partner, origin, until) {
      quotas.set(partner, pauseCalls(of(partner), origin, until, now()));
    },
  };
}
