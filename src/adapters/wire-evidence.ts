import { S3Client } from '@aws-sdk/client-s3';
import type { AgreedDocumentPorts } from '../app/agreed-document.ts';
import type { Metrics } from '../app/metrics.ts';
import type { EvidenceStore } from '../app/ports.ts';
import { clientSettings } from './aws-settings.ts';
import { countRetries } from './count-retries.ts';
import { openRegisteredBaseline } from './files/open-registered.ts';
import { createBucketEvidence } from './s3/bucket-evidence.ts';
import { createRegisteredFiles } from './s3/registered-files.ts';

/** What was seen and what was agreed, as the bucket of a deployment has it; read only. */
export type EvidenceWire = Pick<AgreedDocumentPorts, 'files' | 'openBaseline'> & {
  evidence: Pick<EvidenceStore, 'get'>;
};

/** Opens the bucket for whoever shows it. */
export function wireEvidence(name: string, metrics: Metrics): EvidenceWire {
  const client = countRetries(new S3Client(clientSettings({ requestMs: 5_000, maxAttempts: 2 })), metrics);
  const bucket = { client, name };
  return {
    evidence: createBucketEvidence(bucket),
    files: createRegisteredFiles(bucket),
    openBaseline: openRegisteredBaseline,
  };
}
