import { verify } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { expect, test } from 'vitest';
import { createKmsSigner } from '../../../src/adapters/kms/kms-signer.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
const [key] = account.holdings.keys;
const client = new KMSClient(account.client('KMS', { maxAttempts: 2 }));

test('a signature is that of the text, by the key that it names', async () => {
  const text = '{"heads":{"acme-pay":"Größe"}}';

  const signed = await createKmsSigner(client, key?.id ?? '').sign(text);

  expect(signed).toMatchObject({ key: key?.arn, algorithm: 'ECDSA_SHA_256' });
  const signature = Buffer.from(signed.signature, 'base64');
  const verifies = (what: string) => verify('sha256', Buffer.from(what), key?.publicKey ?? '', signature);
  expect(verifies(text)).toBe(true);
  expect(verifies(`${text} `)).toBe(false);
});

test('a throttled call is made again; what lasts is a storage fault', async () => {
  const signer = createKmsSigner(client, key?.arn ?? '');
  account.services.KMS.inject({ kind: 'throttle', times: 1 });
  await signer.sign('once');
  account.services.KMS.inject({ kind: 'throttle', times: 2 });

  await expect(signer.sign('twice')).rejects.toMatchObject({
    code: 'storage',
    message: 'The signing key cannot be used (ThrottlingException).',
  });
  await expect(createKmsSigner(client, 'no-key').sign('x')).rejects.toMatchObject({ code: 'storage' });
});
