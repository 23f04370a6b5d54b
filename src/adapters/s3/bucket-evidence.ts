import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { ErasableEvidence } from '../../app/ports.ts';
import { serviceFault } from '../aws-fault.ts';
import { openPayload, plainName, sealPayload } from '../crypto/sealed-payload.ts';
import type { Bucket } from './bucket.ts';
import { readObject } from './read-object.ts';

/** Most bytes of one payload with its salt. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Evidence in a bucket: `evidence/<partner>/<sha256>.json` with a random salt and the payload's canonical JSON, named
 * by SHA-256(salt + payload). Erasing removes every version that the bucket keeps.
 */
export function createBucketEvidence(bucket: Bucket): ErasableEvidence {
  const sealed = async (partner: string, sha256: string) => {
    const bytes = await readObject(bucket, keyOf(partner, sha256), MOST_BYTES);
    return bytes && Buffer.from(bytes).toString('utf8');
  };
  return {
    async put(partner, payload) {
      const { sha256, text } = sealPayload(payload);
      const Key = keyOf(partner, sha256);
      const object = { Bucket: bucket.name, Key, Body: text, ContentType: 'application/json' };
      await used(() => bucket.client.send(new PutObjectCommand(object)));
      return { sha256 };
    },
    async get(partner, sha256) {
      const text = await sealed(partner, sha256);
      return text === null ? null : openPayload(text, sha256);
    },
    sealed,
    async erase(partner, sha256) {
      const Key = keyOf(partner, sha256);
      for (const VersionId of await versionsOf(bucket, Key))
        await used(() =>
          bucket.client.send(new DeleteObjectCommand({ Bucket: bucket.name, Key, VersionId })),
        );
    },
    async *list(partner) {
      const Prefix = `evidence/${plainName(partner)}/`;
      for (let ContinuationToken: string | undefined; ; ) {
        const page = await used(() =>
          bucket.client.send(new ListObjectsV2Command({ Bucket: bucket.name, Prefix, ContinuationToken })),
        );
        for (const { Key = '' } of page.Contents ?? []) {
          const sha256 = /\/([0-9a-f]{64})\.json$/.exec(Key)?.[1];
          if (sha256 !== undefined) yield sha256;
        }
        ContinuationToken = page.NextContinuationToken;
        if (ContinuationToken === undefined) return;
      }
    },
  };
}

function keyOf(partner: string, sha256: string): string {
  return `evidence/${plainName(partner)}/${plainName(sha256)}.json`;
}

/** Ids of all versions of one object, delete markers too. There are few: each object is put once. */
async function versionsOf({ client, name }: Bucket, key: string): Promise<string[]> {
  const { Versions = [], DeleteMarkers = [] } = await used(() =>
    client.send(new ListObjectVersionsCommand({ Bucket: name, Prefix: key })),
  );
  return [...Versions, ...DeleteMarkers].flatMap(({ VersionId }) => VersionId ?? []);
}

async function used<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw serviceFault('The bucket', error);
  }
}
