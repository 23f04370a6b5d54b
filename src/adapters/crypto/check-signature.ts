import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { CheckSignature } from '../../core/ledger/verify-checkpoints.ts';

/** How a key is named where nobody else names it: by the first 32 hex digits of the SHA-256 of its SPKI (DER). */
export function keyName(publicKey: string): string {
  return `ed25519:${createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32)}`;
}

/**
 * Whether a signature (base64) is one over a text's UTF-8 bytes: Ed25519 (RFC 8032), or ECDSA on P-256 over their
 * SHA-256 (DER).
 *
 * @param publicKey SPKI in DER, base64 (RFC 5280). What is no key signs nothing.
 */
export function isSignature(
  text: string,
  of: { algorithm: 'ECDSA_SHA_256' | 'ED25519'; signature: string; publicKey: string },
): boolean {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(of.publicKey, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return false;
  }
  const wanted = of.algorithm === 'ED25519' ? 'ed25519' : 'ec';
  if (key.asymmetricKeyType !== wanted) return false;
  const bytes = Buffer.from(text, 'utf8');
  return verify(wanted === 'ec' ? 'sha256' : null, bytes, key, Buffer.from(of.signature, 'base64'));
}

/**
 * Checks signatures by the key that is trusted.
 *
 * @param trusted SPKI in DER, base64; null: by the key that each names itself, which shows only that nothing was
 * changed since by somebody without that key.
 */
export function checkWith(trusted: string | null): CheckSignature {
  return (signed, text) => {
    const publicKey = trusted ?? signed.publicKey;
    if (publicKey === undefined || (signed.publicKey ?? publicKey) !== publicKey) return 'another-key';
    if (signed.algorithm === 'ED25519' && signed.key !== keyName(publicKey)) return 'another-key';
    const { algorithm, signature } = signed;
    return isSignature(text, { algorithm, signature, publicKey }) ? 'good' : 'bad';
  };
}
