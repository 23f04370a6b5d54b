import type { Json, JsonObject } from '../../../src/core/json.ts';
import { type Aws, found, taken } from '../call-aws.ts';
import { listAt, objectAt, textAt, told } from '../shape.ts';
import type { Kind } from './kind.ts';

const get = (aws: Aws, id: string, part: string) => found(aws.rest('s3', 'GET', `/${id}?${part}=`));

/** A bucket and how it keeps what is in it. */
export const bucket: Kind = {
  async read(aws, { id }) {
    if (!(await get(aws, id, 'location'))) return null;
    const encryption = await get(aws, id, 'encryption');
    const versioning = await get(aws, id, 'versioning');
    const lifecycle = await get(aws, id, 'lifecycle');
    const ownership = await get(aws, id, 'ownershipControls');
    const lock = await get(aws, id, 'object-lock');
    return told({
      BucketName: id,
      BucketEncryption: {
        ServerSideEncryptionConfiguration: listAt(encryption ?? {}, 'Rule').map(encryptionRule),
      },
      VersioningConfiguration: told({ Status: textAt(versioning ?? {}, 'Status') }),
      PublicAccessBlockConfiguration: (await get(aws, id, 'publicAccessBlock')) ?? {},
      LifecycleConfiguration: told({ Rules: listAt(lifecycle ?? {}, 'Rule').map(lifecycleRule) }),
      OwnershipControls: told({ Rules: listAt(ownership ?? {}, 'Rule') }),
      ObjectLockEnabled: lock ? textAt(lock, 'ObjectLockEnabled') === 'Enabled' : null,
      ObjectLockConfiguration: lock ?? {},
    });
  },
  async attributes(_, { id }) {
    return { Arn: `arn:aws:s3:::${id}` };
  },
  async complete(aws, { id, planned }) {
    for (const [part, root, content] of settingsOf(planned))
      await taken(part, aws.rest('s3', 'PUT', `/${id}?${part}=`, xml(root, content)));
  },
  async remove(aws, { id }) {
    await aws.rest('s3', 'DELETE', `/${id}?policy=`);
    const versions = (await get(aws, id, 'versions')) ?? {};
    for (const version of [...listAt(versions, 'Version'), ...listAt(versions, 'DeleteMarker')]) {
      const key = textAt(version, 'Key').split('/').map(encodeURIComponent).join('/');
      const mark = encodeURIComponent(textAt(version, 'VersionId'));
      await aws.rest('s3', 'DELETE', `/${id}/${key}?versionId=${mark}`);
    }
    await taken('delete the bucket', aws.rest('s3', 'DELETE', `/${id}`));
  },
};

/** Who may do what with a bucket. */
export const bucketPolicy: Kind = {
  async read(aws, { planned }) {
    const policy = await get(aws, textAt(planned, 'Bucket'), 'policy');
    return policy && { Bucket: textAt(planned, 'Bucket'), PolicyDocument: policy };
  },
  async make(aws, _, planned) {
    const id = textAt(planned, 'Bucket');
    await taken(
      'bucket policy',
      aws.rest('s3', 'PUT', `/${id}?policy=`, objectAt(planned, 'PolicyDocument')),
    );
    return id;
  },
};

/** What of the plan the bucket's own API takes: part, root element, content. */
function settingsOf(planned: JsonObject): [part: string, root: string, content: JsonObject][] {
  const rules = listAt(planned, 'LifecycleConfiguration', 'Rules').map(asXmlRule);
  const all: [string, string, JsonObject][] = [
    ['versioning', 'VersioningConfiguration', objectAt(planned, 'VersioningConfiguration')],
    [
      'publicAccessBlock',
      'PublicAccessBlockConfiguration',
      objectAt(planned, 'PublicAccessBlockConfiguration'),
    ],
    ['lifecycle', 'LifecycleConfiguration', told({ Rule: rules })],
    ['ownershipControls', 'OwnershipControls', told({ Rule: listAt(planned, 'OwnershipControls', 'Rules') })],
  ];
  return all.filter(([, , content]) => Object.keys(content).length > 0);
}

function encryptionRule(rule: Json): JsonObject {
  const { ApplyServerSideEncryptionByDefault, ...rest } = objectAt({ rule }, 'rule');
  return { ...rest, ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault ?? {} };
}

function lifecycleRule(rule: Json): JsonObject {
  const { ID, Expiration, Filter, ...rest } = objectAt({ rule }, 'rule');
  const prefix = textAt(Filter ?? {}, 'Prefix');
  return told({
    ...rest,
    Id: ID ?? '',
    Prefix: rest.Prefix || prefix,
    ExpirationInDays: textAt(Expiration ?? {}, 'Days'),
  });
}

function asXmlRule(rule: Json): JsonObject {
  const { Id, ExpirationInDays, Prefix, ...rest } = objectAt({ rule }, 'rule');
  return {
    ...(Id ? { ID: Id } : {}),
    Filter: { Prefix: Prefix ?? '' },
    ...rest,
    ...(ExpirationInDays ? { Expiration: { Days: ExpirationInDays } } : {}),
  };
}

function xml(name: string, value: Json): string {
  if (Array.isArray(value)) return value.map((inner) => xml(name, inner)).join('');
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([inner, child]) => xml(inner, child))
          .join('')
      : String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${inside}</${name}>`;
}

/** Names of the objects in a bucket. */
export async function objectsOf(aws: Aws, id: string): Promise<string[]> {
  const list = await taken('list the bucket', aws.rest('s3', 'GET', `/${id}?list-type=2`));
  return listAt(list, 'Contents').map((entry) => textAt(entry, 'Key'));
}
