import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { realCalendar } from '../../src/adapters/clock/calendar.ts';
import { realMonotonic } from '../../src/adapters/clock/real-monotonic.ts';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { createLedgerStore } from '../../src/adapters/dynamodb/ledger-store.ts';
import { createProjectionStore } from '../../src/adapters/dynamodb/projection-store.ts';
import { createRunStore } from '../../src/adapters/dynamodb/run-store.ts';
import { ensureTable } from '../../src/adapters/dynamodb/table.ts';
import { createEvidenceStore } from '../../src/adapters/files/evidence-store.ts';
import { loadAgreements } from '../../src/adapters/files/load-agreements.ts';
import { preparePartner } from '../../src/adapters/files/prepare-partner.ts';
import { createLineLog } from '../../src/adapters/log/line-log.ts';
import { wireCheck } from '../../src/adapters/wire-check.ts';
import { runCheck } from '../../src/app/run-check.ts';
import { processorMs } from './process-time.ts';

// Runs checks in a process of its own, one whenever it is asked, and tells what each took.

const [cwd = '', tableUrl = ''] = process.argv.slice(2);
const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
const table = {
  client: new DynamoDBClient({ endpoint: tableUrl, region: 'local', credentials }),
  name: 'forewarn',
};
let logged = '';
const ports = wireCheck({
  ledger: createLedgerStore(table),
  projections: createProjectionStore(table),
  runs: createRunStore(table),
  evidence: createEvidenceStore(`${cwd}/evidence`),
  calendar: realCalendar,
  monotonic: realMonotonic,
  secrets: { read: async () => 'a-token' },
  log: createLineLog((line) => {
    logged += line;
  }),
  toolVersion: 'bench',
  cwd,
});

/** What one check took. Times in ms. */
export interface CheckTook {
  verdict: string;
  wallMs: number;
  processorMs: number;
  log: string;
}

async function check(): Promise<CheckTook> {
  logged = '';
  const from = { wall: performance.now(), processor: processorMs(process.pid) };
  const { agreements, journeys } = loadAgreements({ cwd, sha256 });
  const agreement = agreements[0];
  if (!agreement) throw new Error('there is no agreement to check');
  const { decision } = await runCheck(ports, {
    ...(await preparePartner(agreement, cwd, sha256)),
    journeys,
    environment: agreement.environments[0] ?? null,
    scheduledTime: new Date().toISOString(),
    by: { kind: 'schedule', id: 'bench' },
    allowPrivate: true,
    emulated: false,
    offline: false,
  });
  const wallMs = performance.now() - from.wall;
  await realMonotonic.sleep(50); // until the verifier's process has been taken back
  const used = processorMs(process.pid) - from.processor;
  return { verdict: decision.verdict, wallMs, processorMs: used, log: logged };
}

await ensureTable(table);
process.on('message', () => {
  check().then(
    (took) => process.send?.(took),
    (error: unknown) => {
      throw error;
    },
  );
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
