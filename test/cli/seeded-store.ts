import { createSimulatedCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { commit } from '../../src/app/commit.ts';
import type { NoticeDue, Transition } from '../../src/core/ledger/types.ts';
import { openStore } from '../../src/local/open-store.ts';

const SOURCES = {
  documents: 'agrees',
  live: 'drifts',
  pacts: 'agrees',
  headers: 'not-configured',
} as const;

/** The hash of nobody's address. */
const CONTACT = 'c'.repeat(64);

/** A held notice to the partner, as the ledger says it. */
const NOTICE: NoticeDue = {
  id: '0123456789abcdef0123456789abcdef',
  change: 'ACME-PAY-1',
  occurrence: 1,
  side: 'theirs',
  step: 'announce',
  contact: CONTACT,
  n: 1,
  environment: 'sandbox',
  held: true,
};

const FIRST: Transition[] = [
  {
    type: 'verdict',
    environment: 'sandbox',
    from: null,
    to: 'agrees',
    sources: { ...SOURCES, live: 'agrees' },
  },
];

const SECOND: Transition[] = [
  { type: 'verdict', environment: 'sandbox', from: 'agrees', to: 'drifts', sources: SOURCES },
  {
    type: 'change-opened',
    change: 'ACME-PAY-1',
    because: 'look',
    document: null,
    cell: 'undocumented-change',
    others: 2,
  },
];

/** Writes a data folder with a short history of `acme-pay`, through the same commit as any check. */
export async function seedStore(dir: string): Promise<void> {
  const store = await openStore({ dir, clock: 'simulated', create: true });
  const calendar = createSimulatedCalendar('2026-11-20T08:00:00.000Z');
  const ports = { ...store, calendar, monotonic: realMonotonic, sha256, toolVersion: '0.0.0' };
  const on = { by: { kind: 'schedule', id: 'test' } as const, look: null, agreement: null };
  await commit(ports, 'acme-pay', {
    ...on,
    propose: () => ({ transitions: FIRST, notices: [], evidence: [] }),
  });
  calendar.moveTo(Date.parse('2026-11-21T08:00:00.000Z'));
  await commit(ports, 'acme-pay', {
    ...on,
    propose: () => ({ transitions: SECOND, notices: [NOTICE], evidence: [] }),
  });
  await store.close();
}
