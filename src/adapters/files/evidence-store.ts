import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ErasableEvidence } from '../../app/ports.ts';
import { openPayload, plainName, sealPayload } from '../crypto/sealed-payload.ts';

/**
 * Evidence in a folder: `<dir>/<partner>/<sha256>.json` with a random salt and the payload's canonical JSON,
 * named by SHA-256(salt + payload). A file is there whole or not at all.
 */
export function createEvidenceStore(dir: string): ErasableEvidence {
  const fileOf = (partner: string, sha256: string) =>
    join(dir, plainName(partner), `${plainName(sha256)}.json`);
  const sealed = (partner: string, sha256: string) =>
    readFile(fileOf(partner, sha256), 'utf8').catch(() => null);
  return {
    async put(partner, payload) {
      const { sha256, text } = sealPayload(payload);
      await writeDurably(fileOf(partner, sha256), text);
      return { sha256 };
    },
    async get(partner, sha256) {
      const text = await sealed(partner, sha256);
      return text === null ? null : openPayload(text, sha256);
    },
    sealed,
    async erase(partner, sha256) {
      await rm(fileOf(partner, sha256), { force: true });
    },
    async *list(partner) {
      for (const name of await readdir(join(dir, plainName(partner))).catch(() => [])) {
        const sha256 = /^([0-9a-f]{64})\.json$/.exec(name)?.[1];
        if (sha256 !== undefined) yield sha256;
      }
    },
  };
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
