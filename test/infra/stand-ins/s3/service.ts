import { type Answer, escapeXml } from '../protocol.ts';
import { Refusal, requireValid } from '../refusal.ts';
import type { Call, Service } from '../start-stand-in.ts';
import { type Bucket, currentObject, type StoredObject, storeObject } from './buckets.ts';
import { readUpload } from './upload.ts';

const VERBS: Record<string, string> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

/** Simple Storage Service, path style: objects with versions, conditional puts and checksums. */
export function s3Service(buckets: ReadonlyMap<string, Bucket>): Service {
  return {
    name: 's3',
    protocol: 'rest-xml',
    throttled: new Refusal('SlowDown', 'Please reduce your request rate.', 503),
    failed: new Refusal('InternalError', 'We encountered an internal error. Please try again.', 500),
    denied: new Refusal('AccessDenied', 'Access Denied', 403),
    operationOf({ method, path }) {
      const { key } = placeOf(path);
      return key === '' && method === 'GET' ? 'ListObjectsV2' : (VERBS[method] ?? method);
    },
    handle(call) {
      const { name, key } = placeOf(call.path);
      const bucket = buckets.get(name);
      if (!bucket) throw new Refusal('NoSuchBucket', 'The specified bucket does not exist', 404);
      const operation = OPERATIONS[call.operation];
      if (!operation) throw new Refusal('NotImplemented', call.operation, 501);
      requireValid(Buffer.byteLength(key) <= 1024, 'Your key is too long', 'KeyTooLongError');
      const arn = `arn:aws:s3:::${name}`;
      const action = actionOf(call);
      call.authorise(`s3:${action}`, key === '' ? arn : `${arn}/${key}`, {
        's3:prefix': [call.query.get('prefix') ?? ''],
      });
      return operation(call, bucket, key);
    },
  };
}

/** The right that a call needs: versions have rights of their own. */
function actionOf({ operation, query }: Call): string {
  if (operation === 'ListObjectsV2') return query.has('versions') ? 'ListBucketVersions' : 'ListBucket';
  if (operation === 'DeleteObject' && query.has('versionId')) return 'DeleteObjectVersion';
  return operation.replace('Head', 'Get');
}

function placeOf(path: string): { name: string; key: string } {
  const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { name, key: decodeURIComponent(key) };
}

const OPERATIONS: Record<string, (call: Call, bucket: Bucket, key: string) => Answer> = {
  PutObject(call, bucket, key) {
    const { headers } = call;
    const there = currentObject(bucket, key);
    const noneMatch = headers['if-none-match'];
    if (noneMatch !== undefined) {
      if (noneMatch !== '*') throw new Refusal('NotImplemented', 'If-None-Match of a put takes * only.', 501);
      if (there) throw failedCondition();
    }
    const match = headers['if-match'];
    if (match !== undefined && match !== there?.etag) throw there ? failedCondition() : noSuchKey();
    const encoding = String(headers['content-encoding'] ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '' && one !== 'aws-chunked');
    const stored = storeObject(bucket, key, {
      ...readUpload(headers, call.body),
      contentType: String(headers['content-type'] ?? 'binary/octet-stream'),
      contentEncoding: encoding.join(', ') || null,
      deleted: false,
    });
    return { status: 200, headers: { etag: stored.etag, ...version(bucket, stored), ...checksum(stored) } };
  },
  GetObject: (call, bucket, key) => object(call, bucket, key),
  HeadObject: (call, bucket, key) => object(call, bucket, key),
  DeleteObject({ query }, bucket, key) {
    const wanted = query.get('versionId');
    if (wanted !== null) {
      const left = (bucket.objects.get(key) ?? []).filter(({ versionId }) => versionId !== wanted);
      if (left.length > 0) bucket.objects.set(key, left);
      else bucket.objects.delete(key);
      return { status: 204 };
    }
    if (!bucket.versioned) {
      bucket.objects.delete(key);
      return { status: 204 };
    }
    const gone = {
      body: Buffer.alloc(0),
      checksum: null,
      contentType: '',
      contentEncoding: null,
      deleted: true,
    };
    const marker = storeObject(bucket, key, gone);
    return { status: 204, headers: { 'x-amz-delete-marker': 'true', ...version(bucket, marker) } };
  },
  ListObjectsV2({ query }, bucket) {
    const prefix = query.get('prefix') ?? '';
    if (query.has('versions')) return versionsUnder(bucket, prefix);
    const keys = [...bucket.objects.keys()].filter(
      (key) => key.startsWith(prefix) && currentObject(bucket, key),
    );
    const contents = keys.sort().map((key) => `<Contents><Key>${escapeXml(key)}</Key></Contents>`);
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult><Name>${bucket.name}</Name><Prefix>${escapeXml(prefix)}</Prefix><KeyCount>${keys.length}</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
    };
  },
};

function versionsUnder(bucket: Bucket, prefix: string): Answer {
  const rows = [...bucket.objects]
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([key, versions]) =>
      versions.map(({ versionId, deleted }) => {
        const row = deleted ? 'DeleteMarker' : 'Version';
        return `<${row}><Key>${escapeXml(key)}</Key><VersionId>${versionId}</VersionId></${row}>`;
      }),
    );
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListVersionsResult><Name>${bucket.name}</Name><Prefix>${escapeXml(prefix)}</Prefix><IsTruncated>false</IsTruncated>${rows.join('')}</ListVersionsResult>`,
  };
}

function object({ query, headers }: Call, bucket: Bucket, key: string): Answer {
  const wanted = query.get('versionId');
  const found =
    wanted === null
      ? currentObject(bucket, key)
      : bucket.objects.get(key)?.find((one) => one.versionId === wanted && !one.deleted);
  if (!found) throw noSuchKey();
  return {
    status: 200,
    headers: {
      'content-type': found.contentType,
      etag: found.etag,
      'last-modified': new Date(found.modified).toUTCString(),
      ...(found.contentEncoding === null ? {} : { 'content-encoding': found.contentEncoding }),
      ...version(bucket, found),
      ...(headers['x-amz-checksum-mode'] === 'ENABLED' ? checksum(found) : {}),
    },
    body: found.body,
  };
}

function version(bucket: Bucket, { versionId }: StoredObject): Record<string, string> {
  return bucket.versioned ? { 'x-amz-version-id': versionId } : {};
}

function checksum({ checksum: sum }: StoredObject): Record<string, string> {
  return sum ? { [`x-amz-checksum-${sum.name}`]: sum.value, 'x-amz-checksum-type': 'FULL_OBJECT' } : {};
}

function noSuchKey(): Refusal {
  return new Refusal('NoSuchKey', 'The specified key does not exist.', 404);
}

function failedCondition(): Refusal {
  return new Refusal(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    412,
  );
}
