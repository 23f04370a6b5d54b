import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { synthesise } from '../../../cdk/synthesise.ts';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { createCheckpointStore } from '../../../src/adapters/dynamodb/checkpoint-store.ts';
import { createLedgerStore } from '../../../src/adapters/dynamodb/ledger-store.ts';
import { createProjectionStore } from '../../../src/adapters/dynamodb/projection-store.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import type { EntryBody } from '../../../src/core/ledger/types.ts';
import { type Deployment, deploy } from '../runner/deploy.ts';
import { enrol } from '../stand-ins/principals.ts';
import { REGION } from '../stand-ins/start-stand-in.ts';

/** Who issues tokens to people and to workflows, and for what. */
export const PEOPLE = { issuer: 'https://people.example', audience: ['forewarn'] };
export const CI = {
  issuer: 'https://ci.example',
  audience: ['forewarn'],
  claim: 'repository',
  values: ['shop/integrations'],
};

/** A Forewarn at work on this machine, made of what would be deployed. */
export interface DeployedForewarn extends Deployment {
  /** The ledgers, read as an auditor may. */
  stores: {
    ledger: ReturnType<typeof createLedgerStore>;
    projections: ReturnType<typeof createProjectionStore>;
    checkpoints: ReturnType<typeof createCheckpointStore>;
    sha256: typeof sha256;
  };
  /** Every entry of every ledger. */
  entries(): Promise<EntryBody[]>;
}

/** Synthesises the app for this machine's processor, and deploys it. */
export async function deployForewarn(start: string): Promise<DeployedForewarn> {
  const outdir = mkdtempSync(join(tmpdir(), 'forewarn-cdk-'));
  const { template } = await synthesise({
    architecture: process.arch === 'arm64' ? 'arm64' : 'x86_64',
    outdir,
    config: {
      people: PEOPLE,
      ci: CI,
      mail: { identity: 'shop.example', from: 'forewarn@shop.example' },
    },
  });
  const deployment = await deploy(outdir, start);
  rmSync(outdir, { recursive: true, force: true });
  const { account, resources } = deployment;
  const table = resources.find(({ type }) => type.startsWith('AWS::DynamoDB::'));
  if (!table) throw new RangeError(`no table among ${Object.keys(template).length} parts of the template`);
  const client = new DynamoDBClient({
    endpoint: account.services.DYNAMODB.url,
    region: REGION,
    credentials: enrol(account.principals, 'auditor'),
  });
  const ledger = createLedgerStore({ client, name: table.ref });
  const projections = createProjectionStore({ client, name: table.ref });
  return {
    ...deployment,
    stores: { ledger, projections, checkpoints: createCheckpointStore({ client, name: table.ref }), sha256 },
    async entries() {
      const entries: EntryBody[] = [];
      for (const partner of await ledger.partners())
        for await (const entry of ledger.entries(partner)) entries.push(parseEntry(entry));
      return entries;
    },
    async close() {
      client.destroy();
      await deployment.close();
    },
  };
}
