import { createHash, verify } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { tableDefinition } from '../../../src/adapters/dynamodb/table.ts';
import { openAccount } from './open-account.ts';

const account = await openAccount();
const { holdings } = account;
const name = (error: Error) => error.name;

test('parameters and the secrets behind them', async () => {
  const ssm = new SSMClient(account.client('SSM'));
  const read = (Name: string, WithDecryption = true) =>
    ssm.send(new GetParameterCommand({ Name, WithDecryption }));
  const reference = '/aws/reference/secretsmanager//forewarn/acme-pay/token';

  expect((await read('/forewarn/acme-pay/token')).Parameter?.Value).toBe('s3cr3t');
  expect((await read('/forewarn/acme-pay/token', false)).Parameter?.Value).not.toBe('s3cr3t');
  expect((await read(reference)).Parameter?.Value).toBe('s3cr3t-too');
  await expect(read('/forewarn/none')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  await expect(read(reference, false)).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(read('/forewarn/a b')).rejects.toMatchObject({ name: 'ValidationException' });
});

test('signatures verify, over digests and over messages', async () => {
  const kms = new KMSClient(account.client('KMS'));
  const KeyId = holdings.keys[0]?.id;
  const text = Buffer.from('heads of the day');
  const digest = createHash('sha256').update(text).digest();
  const sign = (Message: Buffer, MessageType: 'DIGEST' | 'RAW') =>
    kms.send(new SignCommand({ KeyId, Message, MessageType, SigningAlgorithm: 'ECDSA_SHA_256' }));
  const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
  const key = { key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' } as const;

  for (const signed of [await sign(digest, 'DIGEST'), await sign(text, 'RAW')]) {
    expect(verify('sha256', text, key, signed.Signature ?? Buffer.alloc(0))).toBe(true);
    expect(verify('sha256', Buffer.from('another'), key, signed.Signature ?? Buffer.alloc(0))).toBe(false);
  }
  await expect(sign(text, 'DIGEST')).rejects.toMatchObject({ name: 'ValidationException' });
  const other = new SignCommand({
    KeyId,
    Message: digest,
    MessageType: 'DIGEST',
    SigningAlgorithm: 'ECDSA_SHA_384',
  });
  await expect(kms.send(other)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
});

test('mail leaves from verified senders only', async () => {
  const ses = new SESv2Client(account.client('SESV2'));
  const send = (from: string, to: string[], text = 'X-Forewarn-Notice: 00ff\r\nSubject: hello\r\n\r\nbody') =>
    ses.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: to },
        Content: { Raw: { Data: Buffer.from(text) } },
      }),
    );
  const { MessageId } = await send('Forewarn <forewarn@shop.example>', ['api@acme-pay.example']);

  expect(holdings.sent).toMatchObject([
    { messageId: MessageId, notice: '00ff', to: ['api@acme-pay.example'] },
  ]);
  await expect(send('a@other.example', ['api@acme-pay.example'])).rejects.toMatchObject({
    name: 'MessageRejected',
  });
  const many = Array.from({ length: 51 }, (_, n) => `a${n}@acme-pay.example`);
  await expect(send('a@shop.example', many)).rejects.toMatchObject({ name: 'MessageRejected' });
  await expect(send('a@shop.example', ['nobody'])).rejects.toMatchObject({ name: 'BadRequestException' });
  await expect(send('a@shop.example', ['b@c.example'], 'no end')).rejects.toMatchObject({
    name: 'MessageRejected',
  });
});

test('objects: versions, conditions, checksums, also of streams', async () => {
  const s3 = new S3Client(account.client('S3'));
  const Bucket = 'evidence-bucket';
  const put = (Key: string, Body: Buffer | Readable, more: object = {}) =>
    s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
  const first = await put('a/b c.json', Buffer.from('one'), { IfNoneMatch: '*' });
  await put('a/streamed', Readable.from([Buffer.from('two, '), Buffer.from('three')]), { ContentLength: 10 });
  const read = async (Key: string, VersionId?: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body?.transformToString();
  };

  await expect(put('a/b c.json', Buffer.from('x'), { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
    $metadata: { httpStatusCode: 412 },
  });
  const second = await put('a/b c.json', Buffer.from('new'));
  expect(second.VersionId).not.toBe(first.VersionId);
  expect([
    await read('a/b c.json'),
    await read('a/b c.json', first.VersionId),
    await read('a/streamed'),
  ]).toEqual(['new', 'one', 'two, three']);
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/streamed' }))).ContentLength).toBe(10);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'a/' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['a/b c.json', 'a/streamed']);
  await expect(read('none')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(s3.send(new DeleteObjectCommand({ Bucket, Key: 'a/streamed' }))).rejects.toSatisfy(
    (error: Error) => name(error) === 'AccessDenied',
  );
  const wrong = { ChecksumCRC32: 'AAAAAA==' };
  await expect(put('a/wrong', Buffer.from('x'), wrong)).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(s3.send(new GetObjectCommand({ Bucket: 'nobody', Key: 'a' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
});

test('a table with a stream of what changed', async () => {
  const dynamodb = new DynamoDBClient(account.client('DYNAMODB'));
  const TableName = 'forewarn';
  await dynamodb.send(new CreateTableCommand(tableDefinition(TableName)));
  const put = (PK: string, value: string, ConditionExpression?: string) =>
    dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { PK: { S: PK }, SK: { S: '1' }, value: { S: value } },
        ConditionExpression,
      }),
    );
  await put('LEDGER#a', 'one', 'attribute_not_exists(PK)');
  await expect(put('LEDGER#a', 'two', 'attribute_not_exists(PK)')).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
  });
  await put('STATE#a', 'x');
  await put('STATE#a', 'x');
  await put('STATE#a', 'y');
  await dynamodb.send(new DeleteItemCommand({ TableName, Key: { PK: { S: 'STATE#a' }, SK: { S: '1' } } }));
  const query = { KeyConditionExpression: 'PK = :p', ExpressionAttributeValues: { ':p': { S: 'LEDGER#a' } } };

  expect((await dynamodb.send(new QueryCommand({ TableName, ...query }))).Items).toHaveLength(1);
  const records = holdings.streams.get(TableName)?.records ?? [];
  expect(records.map(({ eventName, dynamodb: { Keys } }) => `${eventName} ${Keys.PK?.S}`)).toEqual([
    'INSERT LEDGER#a',
    'INSERT STATE#a',
    'MODIFY STATE#a',
    'REMOVE STATE#a',
  ]);
  expect(records[0]?.dynamodb.NewImage?.value).toEqual({ S: 'one' });
});
