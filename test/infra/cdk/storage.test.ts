import { describe, expect, test } from 'vitest';
import { EVERYTHING, resourcesOf, templateOf, theOne } from './deployment.ts';

const plain = templateOf();
const full = templateOf(EVERYTHING);

describe('the table', () => {
  const table = theOne(plain, 'AWS::DynamoDB::GlobalTable', 'Ledger');

  test('is keyed as the adapters write, on demand, with the stream that wakes announce', () => {
    expect(table.Properties.KeySchema).toEqual([
      { AttributeName: 'PK', KeyType: 'HASH' },
      { AttributeName: 'SK', KeyType: 'RANGE' },
    ]);
    expect(table.Properties.BillingMode).toBe('PAY_PER_REQUEST');
    expect(table.Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
    expect(table.Properties.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
  });

  test('is one home region, can be set back, and is not deleted by mistake', () => {
    expect(table.Properties.Replicas).toHaveLength(1);
    expect(table.Properties.Replicas[0]).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  test('takes the key of the account where that is chosen', () => {
    const chosen = theOne(full, 'AWS::DynamoDB::GlobalTable', 'Ledger').Properties;
    expect(chosen.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
    expect(chosen.Replicas[0].SSESpecification.KMSMasterKeyId['Fn::GetAtt'][0]).toMatch(/^CustomerKey/);
  });
});

describe('the bucket', () => {
  const bucket = theOne(plain, 'AWS::S3::Bucket', 'EvidenceBucket').Properties;

  test('is private, versioned and encrypted', () => {
    expect(bucket.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    const [{ ServerSideEncryptionByDefault }] = bucket.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    expect(bucket.ObjectLockEnabled).toBeUndefined();
  });

  test('answers over TLS alone', () => {
    const { Statement } = theOne(plain, 'AWS::S3::BucketPolicy', 'EvidenceBucket').Properties.PolicyDocument;
    const refused = Statement.filter(({ Effect }: { Effect: string }) => Effect === 'Deny');
    expect(refused.map(({ Condition }: { Condition: unknown }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });

  test('logs who reads it to a bucket that is private as well', () => {
    const log = resourcesOf(plain, 'AWS::S3::Bucket').find(([id]) => id.startsWith('EvidenceAccessLog'));
    expect(bucket.LoggingConfiguration.DestinationBucketName).toEqual({ Ref: log?.[0] });
    expect(log?.[1].Properties.PublicAccessBlockConfiguration.RestrictPublicBuckets).toBe(true);
  });

  test('is locked for as long as was chosen', () => {
    const chosen = theOne(full, 'AWS::S3::Bucket', 'EvidenceBucket').Properties;
    expect(chosen.ObjectLockEnabled).toBe(true);
    expect(chosen.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 365 });
    const [{ ServerSideEncryptionByDefault }] = chosen.BucketEncryption.ServerSideEncryptionConfiguration;
    expect(ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
  });
});

describe('the signing key', () => {
  test('signs by ECDSA on P-256', () => {
    expect(theOne(plain, 'AWS::KMS::Key', 'Signing').Properties).toMatchObject({
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
    });
  });
});

test('deleting the stack keeps the record, the evidence and what is needed to read and to believe them', () => {
  const kept = Object.entries(full.toJSON().Resources as Record<string, { DeletionPolicy?: string }>)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
    .map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
  expect(kept.sort()).toEqual([
    'CustomerKey',
    'EvidenceAccessLog',
    'EvidenceBucket',
    'LedgerTable',
    'SigningKey',
  ]);
  for (const [, { DeletionPolicy, UpdateReplacePolicy }] of resourcesOf(full, 'AWS::DynamoDB::GlobalTable'))
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
});
