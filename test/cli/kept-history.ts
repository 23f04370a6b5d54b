import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { appendLook } from '../../src/app/append-entry.ts';
import { checkpoint } from '../../src/app/checkpoint.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import { openStore } from '../../src/local/open-store.ts';
import { aFinding, aLook, anAgreement, anOutage, dayTime, sha256 } from '../unit/lifecycle/look-fixture.ts';

/** The addresses of an agreement that looks are kept of. */
export const ADDRESSES = { ours: 'person-4711@shop.example', theirs: 'person-0042@acme-pay.example' };

export function agreementOf(partner = 'acme-pay'): Agreement {
  return anAgreement({
    partner,
    contacts: {
      ours: [{ kind: 'email', address: ADDRESSES.ours }],
      theirs: [{ kind: 'email', address: ADDRESSES.theirs }],
      theirsSend: 'hold',
    },
  });
}

/** A data folder of real time: four looks of four days with evidence, a checkpoint at the beginning of each day. */
export async function keepHistory(dir: string, partners: readonly string[] = ['acme-pay']): Promise<void> {
  const store = await openStore({ dir, clock: 'real', create: true });
  let now = dayTime(0);
  const calendar = { kind: 'real' as const, now: () => new Date(now) };
  const ports = { ...store, calendar, monotonic: realMonotonic, sha256, toolVersion: '0.1.0' };
  const looks = [aLook(0, []), aLook(1, [aFinding('amount')]), aLook(2, [aFinding('amount')]), anOutage(3)];
  for (const [day, look] of looks.entries()) {
    now = dayTime(day);
    if ((await store.ledger.partners()).length > 0) await checkpoint(ports);
    for (const partner of partners)
      await appendLook(ports, {
        look: { ...look, partner },
        agreement: agreementOf(partner),
        by: { kind: 'schedule', id: 'test' },
        evidence: async () => [
          {
            kind: 'exchanges',
            ...(await store.evidence.put(partner, { day, asked: `GET /charges/${day}` })),
          },
          {
            kind: 'answer',
            ...(await store.evidence.put(partner, {
              from: ADDRESSES.theirs,
              text: `planned for day ${day}`,
            })),
          },
        ],
      });
  }
  await store.close();
}
