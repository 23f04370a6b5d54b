import { tmpdir } from 'node:os';
import { S3Client } from '@aws-sdk/client-s3';
import type { Metrics } from '../app/metrics.ts';
import type { Log } from '../app/ports.ts';
import type { RegisteredFiles } from '../app/registry-ports.ts';
import type { ScheduledCheckPorts, UnpackedPartner } from '../app/scheduled-check.ts';
import { ForewarnError } from '../core/errors.ts';
import type { RegistrationRecord } from '../core/registration/types.ts';
import { clientSettings } from './aws-settings.ts';
import { quotaClock } from './clock/quota-clock.ts';
import { countRetries } from './count-retries.ts';
import { sha256 } from './crypto/sha256.ts';
import { createFitStore } from './dynamodb/fit-store.ts';
import { createLookMemory } from './dynamodb/look-memory.ts';
import { createQuotaStore } from './dynamodb/quota-store.ts';
import { readEnvironment } from './env.ts';
import { unpackRegistered } from './files/open-registered.ts';
import { preparePartner } from './files/prepare-partner.ts';
import { isEmulator } from './http/is-emulator.ts';
import { createBucketEvidence } from './s3/bucket-evidence.ts';
import { createRegisteredFiles } from './s3/registered-files.ts';
import { wireCheck } from './wire-check.ts';
import { type LedgerWire, wireLedger } from './wire-ledger.ts';
import { wireSecrets } from './wire-secrets.ts';

/** What a check by schedule takes. */
export type RunCheckWire = LedgerWire & ScheduledCheckPorts;

/** Builds what `run-check` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireRunCheck(env: NodeJS.ProcessEnv, told: { log: Log; metrics: Metrics }): RunCheckWire {
  const { FOREWARN_BUCKET, FOREWARN_BUILD } = readEnvironment(env, ['FOREWARN_BUCKET', 'FOREWARN_BUILD']);
  const ledger = wireLedger(env, told.metrics);
  const s3 = countRetries(new S3Client(clientSettings({ requestMs: 10_000, maxAttempts: 4 })), told.metrics);
  const bucket = { client: s3, name: FOREWARN_BUCKET };
  const files = createRegisteredFiles(bucket);
  const check = wireCheck({
    ...ledger,
    evidence: createBucketEvidence(bucket),
    secrets: wireSecrets(env, told.metrics),
    log: told.log,
    cwd: tmpdir(),
    quotas: createQuotaStore(ledger.table, quotaClock(ledger.calendar)),
    memory: createLookMemory(ledger.table),
    keptFits: createFitStore(ledger.table, FOREWARN_BUILD, () => ledger.calendar.now()),
  });
  return {
    ...ledger,
    ...check,
    ...told,
    calendar: ledger.calendar,
    unpack: (record) => unpack(record, files),
    allowPrivate: ledger.loopback,
    isEmulated: async ({ url }) => ledger.loopback && isEmulator(url),
  };
}

async function unpack(record: RegistrationRecord, files: RegisteredFiles): Promise<UnpackedPartner> {
  const { partner, hash } = record;
  const texts = await files.get(partner, hash);
  if (!texts)
    throw new ForewarnError('not-found', `the registered files of ${partner} are not there`, {
      fix: `register ${partner} again`,
    });
  const { agreement, journeys, root } = await unpackRegistered(record, texts);
  return { ...(await preparePartner(agreement, root, sha256)), journeys: [...journeys] };
}
