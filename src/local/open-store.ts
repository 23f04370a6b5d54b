import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCheckpointStore } from '../adapters/dynamodb/checkpoint-store.ts';
import { ensureTable } from '../adapters/dynamodb/table.ts';
import { createTableStores, type TableStores } from '../adapters/dynamodb/table-stores.ts';
import { createContactBook } from '../adapters/files/contact-book.ts';
import { createEvidenceStore } from '../adapters/files/evidence-store.ts';
import { createKeyFileSigner, readPublicKey } from '../adapters/files/key-file.ts';
import type { ContactBook, ErasableEvidence } from '../app/ports.ts';
import type { CheckpointStore, Signer } from '../app/registry-ports.ts';
import { ForewarnError } from '../core/errors.ts';
import {
  type Clock,
  claimClock,
  clockOf,
  type Endpoint,
  folderOwner,
  readEndpoint,
  removeEndpoint,
  takeFolder,
  writeEndpoint,
} from './data-folder.ts';
import { startEmbeddedTable } from './embedded-table.ts';
import { thisProcess } from './process-identity.ts';

/** What a process keeps in a data folder, wherever the table behind it runs. */
export interface OpenStore extends TableStores {
  evidence: ErasableEvidence;
  contacts: ContactBook;
  checkpoints: CheckpointStore;
  signer: Signer;
  /** The key that signs here, as SPKI (DER, base64); null where nothing was signed yet. */
  publicKey(): Promise<string | null>;
  clock: Clock;
  /** True if this process holds the folder and runs the table; false if it is a guest of the one that does. */
  holds: boolean;
  close(): Promise<void>;
}

const TABLE = 'forewarn';

/** The key that signs checkpoints. */
const KEY_FILE = 'signing-key.pem';

/** How long a process that has just taken the folder may need until its table can be reached. */
const READY_MS = 10_000;

/**
 * Opens a data folder: takes it and runs its table, or joins the living process that holds it.
 *
 * @throws ForewarnError `not-found` where there is no folder and `create` is false; `config` where it holds
 * the other calendar's ledger; `locked` where its holder cannot be reached.
 */
export async function openStore(on: {
  /** The data folder itself, such as `.forewarn`. */
  dir: string;
  /** Calendar of this process; left out: whatever the folder holds, for reading. */
  clock?: Clock;
  create: boolean;
}): Promise<OpenStore> {
  const { dir } = on;
  if (!on.create && !existsSync(join(dir, 'clock'))) {
    throw new ForewarnError('not-found', 'there is no history here yet', {
      place: { file: dir },
      fix: 'Run `forewarn check` or `forewarn start` first.',
    });
  }
  const giveBack = await takeFolder(dir);
  if (!giveBack) return await joinHolder(on);
  try {
    return await hold(on, giveBack);
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function hold(on: { dir: string; clock?: Clock }, giveBack: () => Promise<void>): Promise<OpenStore> {
  const { dir } = on;
  await claimClock(dir, on.clock ?? (await clockOf(dir)) ?? 'real');
  const table = await startEmbeddedTable(join(dir, 'table'));
  const store = connect(dir, table, (await clockOf(dir)) ?? 'real');
  await ensureTable(store.table);
  await writeEndpoint(dir, { url: table.url, accessKey: table.accessKey, owner: await thisProcess() });
  return {
    ...store.ports,
    holds: true,
    async close() {
      await removeEndpoint(dir);
      await table.close();
      store.table.client.destroy();
      await giveBack();
    },
  };
}

async function joinHolder(on: { dir: string; clock?: Clock; create: boolean }): Promise<OpenStore> {
  const { dir } = on;
  for (let waited = 0; waited < READY_MS; waited += 50) {
    if (!(await folderOwner(dir))) return await openStore(on); // it ended meanwhile
    const joined = await joinStore(dir);
    if (joined) {
      if (on.clock) await claimClock(dir, on.clock);
      return joined;
    }
    await pause(50);
  }
  throw new ForewarnError('locked', 'Another process holds the data folder and does not answer.', {
    place: { file: dir },
    fix: 'Wait for it to end, or end it; then try again.',
  });
}

/**
 * Joins the living process that holds a data folder, as a guest: nothing is taken, made or waited for.
 *
 * @returns null where there is no such process, or its table cannot be reached yet.
 */
export async function joinStore(dir: string): Promise<OpenStore | null> {
  const owner = await folderOwner(dir);
  const endpoint = owner && (await readEndpoint(dir));
  if (endpoint?.owner.pid !== owner?.pid || endpoint?.owner.startedAt !== owner?.startedAt) return null;
  if (!endpoint) return null;
  const { ports, table } = connect(dir, endpoint, (await clockOf(dir)) ?? 'real');
  return { ...ports, holds: false, close: async () => table.client.destroy() };
}

function connect(dir: string, endpoint: Pick<Endpoint, 'url' | 'accessKey'>, clock: Clock) {
  const client = new DynamoDBClient({
    endpoint: endpoint.url,
    region: 'local',
    credentials: { accessKeyId: endpoint.accessKey, secretAccessKey: endpoint.accessKey },
    maxAttempts: 2,
  });
  const table = { client, name: TABLE };
  const ports = {
    ...createTableStores(table),
    evidence: createEvidenceStore(join(dir, 'evidence')),
    contacts: createContactBook(join(dir, 'contacts')),
    checkpoints: createCheckpointStore(table),
    signer: createKeyFileSigner(join(dir, KEY_FILE)),
    publicKey: () => readPublicKey(join(dir, KEY_FILE)),
    clock,
  };
  return { table, ports };
}

/**
 * Empties a data folder, to begin anew.
 *
 * @throws ForewarnError `locked` if a living process holds it.
 */
export async function emptyFolder(dir: string): Promise<void> {
  if (!existsSync(dir)) return;
  const giveBack = await takeFolder(dir);
  if (!giveBack) {
    throw new ForewarnError('locked', 'Another process holds the data folder.', {
      place: { file: dir },
      fix: 'End it first, or use another folder.',
    });
  }
  for (const part of ['table', 'evidence', 'contacts', 'mailbox', KEY_FILE, 'clock', 'endpoint.json']) {
    await rm(join(dir, part), { recursive: true, force: true });
  }
  await giveBack();
}
