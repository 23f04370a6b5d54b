import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Signer } from '../../app/registry-ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { keyName } from '../crypto/check-signature.ts';

/**
 * Signs with Ed25519 (RFC 8032) by a key in a file (PKCS #8, PEM), which is made by the first signature, for this
 * user alone. Of several processes that make it at once, one does.
 */
export function createKeyFileSigner(file: string): Signer {
  return {
    async sign(text) {
      const key = (await readKey(file)) ?? (await makeKey(file));
      const publicKey = publicKeyOf(key);
      const signature = sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
      return { key: keyName(publicKey), algorithm: 'ED25519', signature, publicKey };
    },
  };
}

/**
 * The public key of the file, as SPKI (DER, base64); null where no key was made yet.
 *
 * @throws ForewarnError `integrity` where the file holds no key.
 */
export async function readPublicKey(file: string): Promise<string | null> {
  const key = await readKey(file);
  return key && publicKeyOf(key);
}

async function readKey(file: string): Promise<KeyObject | null> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw unusable(file, error);
  });
  if (pem === null) return null;
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw unusable(file, cause);
  }
  throw unusable(file);
}

async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await mkdir(dirname(file), { recursive: true });
  const whole = `${file}.${randomUUID()}`;
  await writeFile(whole, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flush: true });
  try {
    await link(whole, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(whole, { force: true });
  }
  return (await readKey(file)) ?? privateKey;
}

function publicKeyOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');
}

function unusable(file: string, cause?: unknown): ForewarnError {
  return new ForewarnError('integrity', 'The key that signs checkpoints cannot be read.', {
    place: { file },
    fix: 'Put it back from a copy. What it signed can still be verified with its public key.',
    cause,
  });
}
