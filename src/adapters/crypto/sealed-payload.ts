import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { JsonObject } from '../../core/json.ts';

const SALT_BYTES = 32;

const sealed = z.strictObject({ salt: z.string().regex(/^[0-9a-f]{64}$/), payload: z.string() });

/**
 * A payload of evidence as it is kept: `{ salt, payload }` with a random salt (hex) and the payload's canonical JSON
 * (RFC 8785) as text, and the commitment that names it, SHA-256(salt + payload) in hex.
 */
export function sealPayload(payload: JsonObject): { sha256: string; text: string } {
  const salt = randomBytes(SALT_BYTES);
  const text = canonicalJson(payload);
  return {
    sha256: commitment(salt, text),
    text: JSON.stringify({ salt: salt.toString('hex'), payload: text }),
  };
}

/** The payload of what {@link sealPayload} made; null where it is not what its commitment says. */
export function openPayload(text: string, sha256: string): JsonObject | null {
  const read = sealed.safeParse(readJson(text)).data;
  if (!read || commitment(Buffer.from(read.salt, 'hex'), read.payload) !== sha256) return null;
  return JSON.parse(read.payload) as JsonObject;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Partners and hashes are names of files and objects: nothing that leads elsewhere. @throws TypeError for another. */
export function plainName(name: string): string {
  if (!/^[a-z0-9-]{1,64}$/.test(name)) throw new TypeError('not a name of evidence');
  return name;
}

function commitment(salt: Buffer, payload: string): string {
  return createHash('sha256').update(salt).update(payload, 'utf8').digest('hex');
}
