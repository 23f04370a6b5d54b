import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { allow } from './binding.ts';

/** What a caller must be allowed for a table, a bucket or a queue to use the key in its name. */
const USED_FOR_CALLERS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * A key of this account for everything that is stored, kept when the stack goes: without it, what is kept could not
 * be read.
 */
export function createCustomerKey(scope: Construct): Key {
  const key = new Key(scope, 'CustomerKey', {
    description: "Encrypts Forewarn's table, evidence, queues and logs",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const { region, account, partition } = Stack.of(scope);
  key.addToResourcePolicy(
    new PolicyStatement({
      sid: 'LogsOfThisAccount',
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      resources: ['*'],
      conditions: {
        ArnLike: {
          'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*`,
        },
      },
    }),
  );
  return key;
}

/** What it must be allowed where it only reads. */
const READ_FOR_CALLERS = ['kms:Decrypt'];

/** The right to have a service use the key; nothing where AWS's own key is used. */
export function throughService(
  key: Key | undefined,
  service: 'dynamodb' | 's3' | 'sqs',
  { readOnly = false } = {},
) {
  if (!key) return [];
  const via = `${service}.${Stack.of(key).region}.amazonaws.com`;
  return [
    allow(readOnly ? READ_FOR_CALLERS : USED_FOR_CALLERS, [key.keyArn], {
      StringEquals: { 'kms:ViaService': via },
    }),
  ];
}
