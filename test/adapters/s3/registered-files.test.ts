import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { clientSettings } from '../../../src/adapters/aws-settings.ts';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { createRegisteredFiles } from '../../../src/adapters/s3/registered-files.ts';
import { registeredFiles, registrationHash } from '../../../src/core/registration/registered-files.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
/** Patient enough for a machine that does other things; where an answer is lost, nobody waits for long. */
const client = new S3Client({
  ...account.client('S3'),
  ...clientSettings({ requestMs: 20_000, maxAttempts: 3 }),
});
const store = createRegisteredFiles({ client, name: 'evidence-bucket' });

const hashOf = (files: Record<string, string>) => registrationHash(registeredFiles(files, sha256), sha256);
const versions = (hash: string) =>
  account.holdings.buckets.get('evidence-bucket')?.objects.get(`registered/acme-pay/${hash}.json.gz`) ?? [];

test('files come back as they were, and are written once', async () => {
  const files = {
    'contracts/acme-pay/agreement.yaml': 'partner: acme-pay\nname: Zoë 😀\n',
    'openapi/a.yaml': '',
  };
  const hash = hashOf(files);

  await store.put('acme-pay', hash, files);
  await store.put('acme-pay', hash, files);

  expect(await store.get('acme-pay', hash)).toEqual(files);
  expect(versions(hash)).toHaveLength(1);
  expect(await store.get('acme-pay', 'b'.repeat(64))).toBeNull();
});

test('a put whose answer was lost meets itself, and that is no error', async () => {
  const files = { 'a.yaml': 'lost' };
  account.services.S3.inject({ kind: 'lost-answer', operation: 'PutObject' });
  const settings = clientSettings({ requestMs: 2_000, maxAttempts: 3 });
  const impatient = new S3Client({ ...account.client('S3'), ...settings });

  await createRegisteredFiles({ client: impatient, name: 'evidence-bucket' }).put(
    'acme-pay',
    hashOf(files),
    files,
  );

  expect(account.services.S3.heal()).toBeGreaterThan(0);
  expect(versions(hashOf(files))).toHaveLength(1);
});

const foreign = async (hash: string, body: Buffer) => {
  const Key = `registered/acme-pay/${hash}.json.gz`;
  await client.send(new PutObjectCommand({ Bucket: 'evidence-bucket', Key, Body: body }));
};

test.each([
  ['other files', gzipSync(JSON.stringify({ 'a.yaml': 'other' }))],
  ['what is no map of texts', gzipSync('{"a.yaml":1}')],
  ['what is no gzip', Buffer.from('plain')],
  ['what unfolds without end', gzipSync(Buffer.alloc(129 * 1024 * 1024, 32), { level: 1 })],
])('%s under the name are an integrity fault', async (what, body) => {
  const hash = sha256(what);
  await foreign(hash, body);

  await expect(store.get('acme-pay', hash)).rejects.toMatchObject({ code: 'integrity' });
});

test('a larger object than any registration is not read', async () => {
  const hash = sha256('large');
  await foreign(hash, Buffer.alloc(24 * 1024 * 1024 + 1));

  await expect(store.get('acme-pay', hash)).rejects.toMatchObject({
    code: 'integrity',
    message: expect.stringContaining('larger than'),
  });
});

test('what the role may not do is a storage fault', async () => {
  const denied = new S3Client({
    ...account.client('S3'),
    credentials: { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' },
  });
  const other = createRegisteredFiles({ client: denied, name: 'evidence-bucket' });

  await expect(other.put('acme-pay', 'c'.repeat(64), {})).rejects.toMatchObject({ code: 'storage' });
  await expect(other.get('acme-pay', 'c'.repeat(64))).rejects.toMatchObject({ code: 'storage' });
});
