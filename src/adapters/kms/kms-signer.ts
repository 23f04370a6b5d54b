import { createHash } from 'node:crypto';
import { type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import type { Signer } from '../../app/registry-ports.ts';
import { ForewarnError } from '../../core/errors.ts';
import { serviceFault } from '../aws-fault.ts';

/**
 * Signs with a key of KMS (`ECC_NIST_P256`): ECDSA (FIPS 186-5) over the SHA-256 of the text, which alone is sent.
 *
 * @param keyId id or ARN of the key; what a signature names is the ARN.
 */
export function createKmsSigner(client: KMSClient, keyId: string): Signer {
  return {
    async sign(text) {
      const Message = createHash('sha256').update(text, 'utf8').digest();
      const command = new SignCommand({
        KeyId: keyId,
        Message,
        MessageType: 'DIGEST',
        SigningAlgorithm: 'ECDSA_SHA_256',
      });
      const { KeyId = keyId, Signature } = await client.send(command).catch((error: unknown) => {
        throw serviceFault('The signing key', error);
      });
      if (!Signature) throw new ForewarnError('storage', 'The signing key gave no signature.');
      const signature = Buffer.from(Signature).toString('base64');
      return { key: KeyId, algorithm: 'ECDSA_SHA_256', signature };
    },
  };
}
