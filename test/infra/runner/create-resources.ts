import { CreateTableCommand, type CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTableStream, type StreamView } from '../stand-ins/dynamodb/stream.ts';
import { createSigningKey } from '../stand-ins/kms.ts';
import { enrol } from '../stand-ins/principals.ts';
import { createBucket } from '../stand-ins/s3/buckets.ts';
import type { Account } from '../stand-ins/start-account.ts';
import { REGION } from '../stand-ins/start-stand-in.ts';
import type { Deployed, Properties } from './template/types.ts';

interface QueueProperties {
  FifoQueue?: boolean;
  ContentBasedDeduplication?: boolean;
  VisibilityTimeout?: number;
  MessageRetentionPeriod?: number;
  RedrivePolicy?: { deadLetterTargetArn: string; maxReceiveCount: number };
}

/** Makes in an account what a template asks for, as far as the services there know it. */
export async function createResources(account: Account, resources: readonly Deployed[]): Promise<void> {
  for (const resource of resources) await create(account, resource);
}

async function create({ holdings, ...account }: Account, resource: Deployed): Promise<void> {
  const { type, ref, attributes, properties } = resource;
  switch (type) {
    case 'AWS::SQS::Queue': {
      const { FifoQueue = false, RedrivePolicy, ...own } = properties as QueueProperties;
      holdings.queues.create({
        name: attributes.QueueName ?? '',
        arn: attributes.Arn ?? '',
        fifo: FifoQueue,
        contentBasedDeduplication: own.ContentBasedDeduplication ?? false,
        visibilityTimeout: own.VisibilityTimeout ?? 30,
        retention: own.MessageRetentionPeriod ?? 345_600,
        redrive: RedrivePolicy
          ? {
              deadLetterArn: RedrivePolicy.deadLetterTargetArn,
              maxReceiveCount: RedrivePolicy.maxReceiveCount,
            }
          : null,
      });
      break;
    }
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table':
      holdings.streams.set(ref, createTableStream(ref, viewOf(properties)));
      await createTable({ holdings, ...account }, ref, properties);
      break;
    case 'AWS::S3::Bucket':
      holdings.buckets.set(ref, createBucket(ref, isVersioned(properties)));
      break;
    case 'AWS::KMS::Key':
      if (properties.KeyUsage === 'SIGN_VERIFY') holdings.keys.push(createSigningKey(ref));
      break;
    case 'AWS::Scheduler::ScheduleGroup':
      holdings.groups.add(ref);
      break;
    case 'AWS::SES::EmailIdentity':
      holdings.identities.push(ref);
      break;
    case 'AWS::IAM::Role':
      if (JSON.stringify(properties.AssumeRolePolicyDocument).includes('"scheduler.amazonaws.com"'))
        holdings.roles.add(attributes.Arn ?? '');
      break;
  }
}

function viewOf({ StreamSpecification }: Properties): StreamView {
  return (StreamSpecification as { StreamViewType?: StreamView } | undefined)?.StreamViewType ?? 'KEYS_ONLY';
}

function isVersioned({ VersioningConfiguration }: Properties): boolean {
  return (VersioningConfiguration as { Status?: string } | undefined)?.Status === 'Enabled';
}

async function createTable(
  { services, principals }: Account,
  TableName: string,
  properties: Properties,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: services.DYNAMODB.url,
    region: REGION,
    credentials: enrol(principals, 'deployment'),
  });
  const { AttributeDefinitions, KeySchema } = properties as unknown as CreateTableCommandInput;
  await client.send(
    new CreateTableCommand({ TableName, AttributeDefinitions, KeySchema, BillingMode: 'PAY_PER_REQUEST' }),
  );
  client.destroy();
}
