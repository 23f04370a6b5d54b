import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { jsonAnswer } from './protocol.ts';
import { Refusal, requireValid } from './refusal.ts';
import { signDigest } from './sign-digest.ts';
import { ACCOUNT, REGION, type Service } from './start-stand-in.ts';
import { targetOf } from './targeted.ts';

/** A signing key: asymmetric, for ECDSA on P-256. */
export interface SigningKey {
  id: string;
  arn: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** Makes a key of spec `ECC_NIST_P256`, use `SIGN_VERIFY`. */
export function createSigningKey(id: string): SigningKey {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { id, arn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`, ...pair };
}

/** Of SHA-256. */
const DIGEST_BYTES = 32;

/** Key Management Service: `Sign` and `GetPublicKey`, with real signatures. */
export function kmsService(keys: readonly SigningKey[]): Service {
  return {
    name: 'kms',
    protocol: 'json-1.1',
    throttled: new Refusal('ThrottlingException', 'You have exceeded the rate at which you may call KMS.'),
    failed: new Refusal('KMSInternalException', 'An internal error occurred.', 500),
    denied: new Refusal('AccessDeniedException', ''),
    operationOf: targetOf('TrentService'),
    handle({ operation, body, authorise }) {
      const asked = JSON.parse(body.toString()) as Record<string, unknown>;
      requireValid(
        typeof asked.KeyId === 'string' && asked.KeyId !== '',
        "Value at 'keyId' failed to satisfy constraint",
      );
      const key = keys.find(({ id, arn }) => asked.KeyId === id || asked.KeyId === arn);
      if (!key) throw new Refusal('NotFoundException', `Key '${asked.KeyId}' does not exist`);
      authorise(`kms:${operation}`, key.arn, { 'kms:SigningAlgorithm': [String(asked.SigningAlgorithm)] });
      if (operation === 'GetPublicKey') return publicKey(key);
      if (operation !== 'Sign') throw new Refusal('UnknownOperationException', operation);
      return signed(key, asked);
    },
  };
}

function signed(key: SigningKey, asked: Record<string, unknown>) {
  const { SigningAlgorithm, MessageType = 'RAW' } = asked;
  requireValid(typeof asked.Message === 'string', "Value null at 'message' failed to satisfy constraint");
  const message = Buffer.from(asked.Message, 'base64');
  requireValid(message.length >= 1 && message.length <= 4096, 'message: 1 to 4096 bytes');
  if (SigningAlgorithm !== 'ECDSA_SHA_256')
    throw new Refusal(
      'InvalidKeyUsageException',
      `Algorithm ${String(SigningAlgorithm)} and key spec ECC_NIST_P256 are incompatible.`,
    );
  if (MessageType === 'DIGEST') {
    requireValid(
      message.length === DIGEST_BYTES,
      `Digest is invalid length for algorithm ${SigningAlgorithm}.`,
    );
  } else requireValid(MessageType === 'RAW', "Value at 'messageType' failed to satisfy constraint");
  const signature =
    MessageType === 'DIGEST' ? signDigest(key.privateKey, message) : sign('sha256', message, key.privateKey);
  return jsonAnswer('json-1.1', {
    KeyId: key.arn,
    Signature: signature.toString('base64'),
    SigningAlgorithm,
  });
}

function publicKey(key: SigningKey) {
  return jsonAnswer('json-1.1', {
    KeyId: key.arn,
    PublicKey: key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    KeySpec: 'ECC_NIST_P256',
    KeyUsage: 'SIGN_VERIFY',
    SigningAlgorithms: ['ECDSA_SHA_256'],
  });
}
