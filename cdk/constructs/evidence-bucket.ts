import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeResource, allow, type Binding } from './binding.ts';
import { throughService } from './customer-key.ts';

const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

/** How long it stays known who read the evidence. */
const ACCESS_KEPT = Duration.days(400);

/**
 * The store of evidence (`evidence/`) and of registered files (`registered/`): private, versioned, encrypted, kept when
 * the stack goes. Who read what is logged to a bucket beside it.
 */
export class EvidenceBucket extends Construct {
  readonly bucket: Bucket;
  private readonly key: Key | undefined;

  constructor(scope: Construct, id: string, { key, lockDays }: { key: Key | undefined; lockDays: number }) {
    super(scope, id);
    this.key = key;
    const accessLog = new Bucket(this, 'AccessLog', {
      ...PRIVATE,
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'forget', expiration: ACCESS_KEPT }],
    });
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE,
      versioned: true,
      encryption: key ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      ...(key ? { encryptionKey: key, bucketKeyEnabled: true } : {}),
      ...(lockDays > 0
        ? {
            objectLockEnabled: true,
            objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(lockDays)),
          }
        : {}),
      serverAccessLogsBucket: accessLog,
      serverAccessLogsPrefix: 'evidence/',
      lifecycleRules: [
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        {
          id: 'replaced-registrations',
          prefix: 'registered/',
          noncurrentVersionExpiration: Duration.days(90),
        },
      ],
    });
  }

  /** Reads registered files, puts evidence. */
  forChecking(): Binding {
    return this.binding([
      ['s3:GetObject', 'registered/*'],
      ['s3:PutObject', 'evidence/*'],
    ]);
  }

  /** Reads both, for people. */
  forShowing(): Binding {
    return this.binding([
      ['s3:GetObject', 'evidence/*'],
      ['s3:GetObject', 'registered/*'],
    ]);
  }

  /** Puts registered files. */
  forRegistering(): Binding {
    return this.binding([['s3:PutObject', 'registered/*']]);
  }

  private binding(rights: [string, string][]): Binding {
    return {
      variables: { FOREWARN_BUCKET: this.bucket.bucketName },
      statements: [
        ...rights.map(([action, keys]) => allow([action], [this.bucket.arnForObjects(keys)])),
        ...throughService(this.key, 's3', {
          readOnly: rights.every(([action]) => action === 's3:GetObject'),
        }),
      ],
      acknowledged: rights.map(([, keys]) =>
        acknowledgeResource(
          this,
          this.bucket.arnForObjects(keys),
          'The keys of objects are made of partner and hash; the prefix is the narrowest that can be named ahead.',
        ),
      ),
    };
  }
}
