import { createHash, randomUUID } from 'node:crypto';
import { requireValid } from '../refusal.ts';

/** One version of an object. */
export interface StoredObject {
  body: Buffer;
  etag: string;
  versionId: string;
  /** Checksum as it was sent and checked: algorithm (`crc32`, ...) and value in base64. */
  checksum: { name: string; value: string } | null;
  contentType: string;
  contentEncoding: string | null;
  modified: number;
  /** True: a delete marker. */
  deleted: boolean;
}

/** One bucket; every version of every object is kept where versioning is on. */
export interface Bucket {
  name: string;
  versioned: boolean;
  /** Newest last, by key. */
  objects: Map<string, StoredObject[]>;
}

/** Makes an empty bucket. @throws Refusal for a name that S3 does not take. */
export function createBucket(name: string, versioned: boolean): Bucket {
  requireValid(
    /^(?!xn--|sthree-)(?!.*-s3alias$)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9-]|\.(?!\.)){1,61}[a-z0-9]$/.test(
      name,
    ),
    'The specified bucket is not valid.',
    'InvalidBucketName',
  );
  return { name, versioned, objects: new Map() };
}

/** The newest version, if it is no delete marker. */
export function currentObject(bucket: Bucket, key: string): StoredObject | null {
  const newest = bucket.objects.get(key)?.at(-1);
  return newest && !newest.deleted ? newest : null;
}

/** Adds a version, or takes the place of the one there is. */
export function storeObject(
  bucket: Bucket,
  key: string,
  object: Omit<StoredObject, 'etag' | 'versionId' | 'modified'>,
): StoredObject {
  const etag = `"${createHash('md5').update(object.body).digest('hex')}"`;
  const versionId = bucket.versioned ? randomUUID().replaceAll('-', '') : 'null';
  const stored = { ...object, etag, versionId, modified: Date.now() };
  const before = bucket.versioned ? (bucket.objects.get(key) ?? []) : [];
  bucket.objects.set(key, [...before, stored]);
  return stored;
}
