import { createECDH, type KeyObject, randomBytes } from 'node:crypto';

/** Order of the group of P-256 (SEC 2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/**
 * ECDSA on P-256 over a digest that is made already (FIPS 186-5, 6.4.1), in DER. `node:crypto` hashes whatever it
 * signs; the multiplication of the curve's point is left to it nevertheless.
 */
export function signDigest(privateKey: KeyObject, digest: Buffer): Buffer {
  const secret = number(Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url'));
  for (;;) {
    const k = number(randomBytes(32));
    if (k === 0n || k >= ORDER) continue;
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(bytes(k));
    const r = number(curve.getPublicKey().subarray(1, 33)) % ORDER;
    const s = (inverse(k) * (number(digest) + r * secret)) % ORDER;
    if (r !== 0n && s !== 0n) return sequence(integer(r), integer(s));
  }
}

function number(of: Buffer): bigint {
  return BigInt(`0x${of.toString('hex')}`);
}

function bytes(of: bigint): Buffer {
  return Buffer.from(of.toString(16).padStart(64, '0'), 'hex');
}

/** By Fermat: the order is a prime. */
function inverse(of: bigint): bigint {
  let result = 1n;
  for (let power = ORDER - 2n, base = of; power > 0n; power >>= 1n, base = (base * base) % ORDER)
    if (power & 1n) result = (result * base) % ORDER;
  return result;
}

function integer(of: bigint): Buffer {
  const hex = of.toString(16);
  const plain = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const value = (plain[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), plain]) : plain;
  return Buffer.concat([Buffer.from([2, value.length]), value]);
}

function sequence(...parts: Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0x30, value.length]), value]);
}
