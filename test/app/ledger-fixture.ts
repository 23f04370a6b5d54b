import type { OutgoingNotice, Ports, StoredEntry } from '../../src/app/ports.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import { createMemoryStores, type Stores } from '../../src/local/memory-store.ts';
import { anAgreement, dayTime, sha256 } from '../unit/lifecycle/look-fixture.ts';

export type LedgerPorts = Stores &
  Pick<Ports, 'calendar' | 'monotonic' | 'sha256' | 'toolVersion' | 'mailer' | 'log'> & {
    sent: OutgoingNotice[];
    /** Moves the calendar. */
    goTo(day: number): void;
  };

/** Everything that the ledger's use cases need, with a calendar that stands where it is put. */
export function ledgerPorts(stores: Stores = createMemoryStores()): LedgerPorts {
  let now = dayTime(0);
  const sent: OutgoingNotice[] = [];
  return {
    ...stores,
    sent,
    calendar: { kind: 'simulated', now: () => new Date(now) },
    monotonic: { now: () => performance.now(), sleep: async () => undefined },
    sha256,
    toolVersion: '0.1.0',
    log: { info: () => undefined, warn: () => undefined },
    mailer: {
      async send(notice) {
        sent.push(notice);
        return { outcome: 'sent', sha256: sha256(notice.text), detail: null };
      },
    },
    goTo(day) {
      now = dayTime(day);
    },
  };
}

export const by = { kind: 'schedule', id: 'test' } as const;

export function agreementWith(change: Partial<Agreement['contacts']> = {}): Agreement {
  const agreement = anAgreement();
  return { ...agreement, contacts: { ...agreement.contacts, ...change } };
}

/** All entries of a ledger. */
export async function entriesOf(ports: Pick<Ports, 'ledger'>, partner = 'acme-pay'): Promise<StoredEntry[]> {
  return collect(ports.ledger.entries(partner));
}

/** Everything that a stream gives. */
export async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
}
