import { forgetfulMemory } from '../../../src/adapters/pact/forgetful-memory.ts';
import { type LendFixture, lendFixture } from '../../../src/adapters/pact/lend-fixture.ts';
import { createMadeRecords, type MadeRecords } from '../../../src/adapters/pact/made-records.ts';
import type { LookMemory } from '../../../src/app/look-memory.ts';
import type { PartnerClient } from '../../../src/app/ports.ts';
import { monotonic } from '../look-plan.ts';

const of = { partner: 'shelf', environment: 'sandbox' };

/** What recipes stand on in a look of a test: its book, and what is lent. */
export function makingIn(
  client: Pick<PartnerClient, 'call'>,
  memory: LookMemory = forgetfulMemory(),
): { made: MadeRecords; lend: LendFixture } {
  const log = { info: () => undefined, warn: () => undefined };
  const until = Date.now() + 60_000;
  const { journal, fixtures } = memory;
  return {
    made: createMadeRecords({ ...of, journal, client, heldUntil: until, monotonicNow: monotonic.now, log }),
    lend: lendFixture({ fixtures, of, monotonic, until, deadlineMs: monotonic.now() + 300 }),
  };
}
