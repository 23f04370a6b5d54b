import { createHash, createHmac } from 'node:crypto';
import type { SignatureV4 } from '@smithy/signature-v4';

type HashConstructor = ConstructorParameters<typeof SignatureV4>[0]['sha256'];
type Data = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, and HMAC of it where there is a key, as the signer wants them constructed. */
export const HashWithNode = function hash(key?: Data) {
  const start = () => (key === undefined ? createHash('sha256') : createHmac('sha256', bytes(key)));
  let current = start();
  return {
    update: (data: Data) => void current.update(bytes(data)),
    digest: async () => new Uint8Array(current.digest()),
    reset: () => {
      current = start();
    },
  };
} as unknown as HashConstructor;

function bytes(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
