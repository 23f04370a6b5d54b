import { KMSClient } from '@aws-sdk/client-kms';
import type { Metrics } from '../app/metrics.ts';
import type { Log } from '../app/ports.ts';
import type { CheckpointStore, Signer } from '../app/registry-ports.ts';
import type { SweepProgressStore } from '../app/sweep-all.ts';
import { clientSettings } from './aws-settings.ts';
import { countRetries } from './count-retries.ts';
import { createCheckpointStore } from './dynamodb/checkpoint-store.ts';
import { createSweepProgressStore } from './dynamodb/sweep-progress-store.ts';
import { readEnvironment } from './env.ts';
import { createKmsSigner } from './kms/kms-signer.ts';
import { type AnnounceWire, wireAnnounce } from './wire-announce.ts';

/** What the sweep over all partners takes: sending, and signing the day. */
export type SweepWire = AnnounceWire & {
  checkpoints: CheckpointStore;
  signer: Signer;
  progress: SweepProgressStore;
};

/** Builds what `sweep` needs. @throws ForewarnError `config` where the environment is not complete. */
export function wireSweep(env: NodeJS.ProcessEnv, told: { log: Log; metrics: Metrics }): SweepWire {
  const { FOREWARN_SIGNING_KEY: key } = readEnvironment(env, ['FOREWARN_SIGNING_KEY']);
  const announce = wireAnnounce(env, told);
  const client = new KMSClient(clientSettings({ requestMs: 5_000, maxAttempts: 4 }));
  return {
    ...announce,
    checkpoints: createCheckpointStore(announce.table),
    progress: createSweepProgressStore(announce.table),
    signer: createKmsSigner(countRetries(client, told.metrics), key),
  };
}
