import { S3Client } from '@aws-sdk/client-s3';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '../../../src/adapters/aws-settings.ts';
import { createBucketEvidence } from '../../../src/adapters/s3/bucket-evidence.ts';
import { openAccount } from '../../infra/stand-ins/open-account.ts';
import { currentObject } from '../../infra/stand-ins/s3/buckets.ts';
import { startServer } from '../loopback-server.ts';

const account = await openAccount();
const bucket = account.holdings.buckets.get('evidence-bucket') as NonNullable<
  ReturnType<typeof account.holdings.buckets.get>
>;
const settings = { ...account.client('S3'), ...clientSettings({ requestMs: 300, maxAttempts: 3 }) };
const store = createBucketEvidence({ client: new S3Client(settings), name: 'evidence-bucket' });

test('a payload comes back by its commitment, which salt makes unlike any other', async () => {
  const payload = { exchanges: [{ status: 200, text: 'Größe' }] };

  const [one, two] = [await store.put('acme-pay', payload), await store.put('acme-pay', payload)];

  expect(one.sha256).not.toBe(two.sha256);
  expect([...bucket.objects.keys()]).toContain(`evidence/acme-pay/${one.sha256}.json`);
  expect(await store.get('acme-pay', one.sha256)).toEqual(payload);
  expect(await store.get('city-geo', one.sha256)).toBeNull();
});

test('what was changed in the bucket is not given out', async () => {
  const { sha256 } = await store.put('acme-pay', { status: 200 });
  const object = currentObject(bucket, `evidence/acme-pay/${sha256}.json`);
  const changed = Buffer.from(String(object?.body).replace('200', '500'));
  bucket.objects.set(`evidence/acme-pay/${sha256}.json`, [
    { ...(object as NonNullable<typeof object>), body: changed, checksum: null },
  ]);

  expect(await store.get('acme-pay', sha256)).toBeNull();
});

test.each(['throttle', 'server-error', 'silence', 'reset', 'lost-answer'] as const)(
  'a put that meets %s is made again, and is kept',
  async (kind) => {
    account.services.S3.inject({ kind, operation: 'PutObject' });

    const { sha256 } = await store.put('acme-pay', { kind });

    expect(await store.get('acme-pay', sha256)).toEqual({ kind });
    expect(account.services.S3.heal()).toBeGreaterThan(0);
  },
);

test('what lasts is a storage fault that names the error and nothing else', async () => {
  account.services.S3.inject({ kind: 'throttle', times: 3 });

  await expect(store.put('acme-pay', {})).rejects.toMatchObject({
    code: 'storage',
    message: 'The bucket cannot be used (SlowDown).',
  });
});

test('a name cannot lead to another key', async () => {
  await expect(store.put('../elsewhere', {})).rejects.toThrow(TypeError);
  await expect(store.get('acme-pay', '../../registered/x')).rejects.toThrow(TypeError);
});

test('erasing removes every version, delete markers too', async () => {
  const sha256 = 'a'.repeat(64);
  const key = `evidence/acme-pay/${sha256}.json`;
  const listed = `<?xml version="1.0"?><ListVersionsResult><IsTruncated>false</IsTruncated>
    <Version><Key>${key}</Key><VersionId>v1</VersionId></Version>
    <Version><Key>${key}</Key><VersionId>v2</VersionId></Version>
    <DeleteMarker><Key>${key}</Key><VersionId>v3</VersionId></DeleteMarker></ListVersionsResult>`;
  const server = await startServer(({ method }, response) => {
    response.writeHead(method === 'GET' ? 200 : 204, { 'content-type': 'application/xml' });
    response.end(method === 'GET' ? listed : undefined);
  });
  onTestFinished(() => server.close());
  const client = new S3Client({ ...account.client('S3'), endpoint: server.url });

  await createBucketEvidence({ client, name: 'evidence-bucket' }).erase('acme-pay', sha256);

  const asked = server.received.map(({ method, url }) => ({ method, url: new URL(url, server.url) }));
  expect(asked[0]?.url.searchParams.get('prefix')).toBe(key);
  expect(asked[0]?.url.searchParams.has('versions')).toBe(true);
  expect(
    asked.slice(1).map(({ method, url }) => [method, url.pathname, url.searchParams.get('versionId')]),
  ).toEqual(['v1', 'v2', 'v3'].map((version) => ['DELETE', `/evidence-bucket/${key}`, version]));
});
