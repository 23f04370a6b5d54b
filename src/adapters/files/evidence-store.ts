import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { EvidenceStore } from '../../app/ports.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { JsonObject } from '../../core/json.ts';

const SALT_BYTES = 32;

const kept = z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), payload: z.string() });

/** Evidence that can be forgotten: erasing removes salt and payload, and the ledger's hash then says nothing. */
export interface ErasableEvidence extends EvidenceStore {
  erase(partner: string, sha256: string): Promise<void>;
}

/**
 * Evidence in a folder: `<dir>/<partner>/<sha256>.json` with a random salt and the payload's canonical JSON,
 * named by SHA-256(salt + payload). A file is there whole or not at all.
 */
export function createEvidenceStore(dir: string): ErasableEvidence {
  const fileOf = (partner: string, sha256: string) => join(dir, plain(partner), `${plain(sha256)}.json`);
  return {
    async put(partner, payload) {
      const salt = randomBytes(SALT_BYTES);
      const text = canonicalJson(payload);
      const sha256 = commitment(salt, text);
      await writeDurably(
        fileOf(partner, sha256),
        JSON.stringify({ salt: salt.toString('hex'), payload: text }),
      );
      return { sha256 };
    },
    async get(partner, sha256) {
      const text = await readFile(fileOf(partner, sha256), 'utf8').catch(() => null);
      if (text === null) return null;
      const { salt, payload } = kept.parse(JSON.parse(text));
      if (commitment(Buffer.from(salt, 'hex'), payload) !== sha256) return null;
      return JSON.parse(payload) as JsonObject;
    },
    async erase(partner, sha256) {
      await rm(fileOf(partner, sha256), { force: true });
    },
  };
}

function commitment(salt: Buffer, payload: string): string {
  return createHash('sha256').update(salt).update(payload, 'utf8').digest('hex');
}

/** Partners and hashes are names of files here: nothing that leads elsewhere. */
function plain(name: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(name)) throw new TypeError('not a name of evidence');
  return name;
}

async function writeDurably(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const whole = `${file}.${randomUUID()}`;
  const handle = await open(whole, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(whole, file);
}
