import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, it } from 'vitest';
import { CREDENTIALS, REGION } from '../../../scripts/rehearse/emulator.ts';
import { signed } from '../../../scripts/rehearse/sign.ts';

/** A hash as the signer of AWS's clients asks for one. */
function hashOf(this: unknown, secret?: string | Uint8Array) {
  const hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  return { update: (data: string | Uint8Array) => void hash.update(data), digest: async () => hash.digest() };
}

it.each(['/', '/schedules/a--b?groupName=checks', '/bucket?list-type=2&prefix=a%2Fb'])(
  'signs %s as the clients of AWS do',
  async (path) => {
    const url = new URL(path, 'http://127.0.0.1:5000');
    const at = new Date('2026-11-22T05:00:00Z');
    const body = '{"a":1}';
    const own = signed({ method: 'POST', url, service: 'sqs', headers: { 'x-amz-target': 'A.B' }, body }, at);
    const signer = new SignatureV4({
      service: 'sqs',
      region: REGION,
      credentials: { accessKeyId: CREDENTIALS.id, secretAccessKey: CREDENTIALS.secret },
      sha256: hashOf as unknown as ConstructorParameters<typeof SignatureV4>[0]['sha256'],
      uriEscapePath: false,
    });
    const theirs = await signer.sign(
      {
        method: 'POST',
        protocol: 'http:',
        hostname: url.hostname,
        port: Number(url.port),
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: { host: url.host, 'x-amz-target': 'A.B' },
        body,
      },
      { signingDate: at },
    );
    expect(own.authorization).toBe(theirs.headers.authorization);
  },
);
