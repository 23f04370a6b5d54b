import { realCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import type { PreparedPartner } from '../../src/adapters/files/prepare-partner.ts';
import { silentLog } from '../../src/adapters/log/line-log.ts';
import { wire } from '../../src/adapters/wire.ts';
import type { CheckOutcome } from '../../src/app/check-report.ts';
import { readAgreement } from '../../src/core/agreement/read-agreement.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../src/core/pact/read-pact.ts';
import { createMemoryStores } from '../../src/local/memory-store.ts';
import { createPipeline } from '../../src/local/pipeline.ts';
import { DOCUMENT } from './sample.ts';

/** Partners that are looked at, as real as they are to `check`, with stores in memory. */
export interface Looks {
  partners: readonly string[];
  look(partner: string): Promise<CheckOutcome>;
}

/** Partners at one address, each with this pact, or with these items in use. Nothing waits for a quota. */
export function looksAt(
  url: string,
  with_: { partners: number; pact?: JsonObject; items?: number; atOnce?: number },
): Looks {
  const baseline = openDocument(DOCUMENT, sha256);
  const pacts = with_.pact ? [readPact(with_.pact, '/pacts/0.json')] : [];
  const partners = Array.from({ length: with_.partners }, (_, number): PreparedPartner => {
    const uses = Array.from({ length: with_.items ?? 0 }, (_, id) => ({
      operation: 'getItem',
      with: { id: String(id) },
    }));
    return { agreement: agreementOf(`shelf-${number}`, url, uses), baseline, pacts, states: null };
  });
  const ports = wire({
    ...createMemoryStores(),
    calendar: realCalendar,
    monotonic: realMonotonic,
    secrets: { read: async () => null },
    mailbox: '/nowhere',
    allowPrivate: true,
    log: silentLog,
    toolVersion: 'bench',
    cwd: '/',
  });
  const pipeline = createPipeline({
    ports,
    partners,
    journeys: [],
    by: { kind: 'ci', id: 'bench' },
    allowPrivate: true,
    emulated: () => true,
    ...(with_.atOnce === undefined ? {} : { atOnce: with_.atOnce }),
  });
  return {
    partners: partners.map(({ agreement }) => agreement.partner),
    look: (partner) => pipeline.check({ partner, environment: 'sandbox', due: Date.now() }),
  };
}

function agreementOf(partner: string, url: string, uses: JsonObject[]): Agreement {
  const read = readAgreement(
    {
      partner,
      uses,
      environments: { sandbox: { url } },
      limits: { 'requests-per-second': 1_000_000 },
    },
    {},
    {
      file: `/contracts/${partner}/agreement.yaml`,
      folder: partner,
      resolve: (path) => `/contracts/${path}`,
      has: (path) => path.endsWith('.yaml') && path.includes('openapi'),
      sha256,
    },
  );
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('; '));
  return read.value;
}
