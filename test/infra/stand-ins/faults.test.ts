import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, expect, test } from 'vitest';
import { openAccount } from './open-account.ts';

const account = await openAccount();
const { services, holdings } = account;
const read = (ssm: SSMClient) =>
  ssm.send(new GetParameterCommand({ Name: '/forewarn/acme-pay/token', WithDecryption: true }));

afterEach(() => {
  for (const service of Object.values(services)) service.heal();
});

test.each([
  ['throttle', 'ThrottlingException'],
  ['server-error', 'InternalServerError'],
] as const)('%s: the client sees it, and gets over one', async (kind, name) => {
  services.SSM.inject({ kind, operation: 'GetParameter' });
  await expect(read(new SSMClient(account.client('SSM')))).rejects.toMatchObject({ name });
  services.SSM.inject({ kind, operation: 'GetParameter' });
  const told = await read(new SSMClient(account.client('SSM', { maxAttempts: 2 })));
  expect(told.Parameter?.Value).toBe('s3cr3t');
});

test('silence: nothing is answered until the caller gives up', async () => {
  services.SSM.inject({ kind: 'silence' });
  const ssm = new SSMClient({
    ...account.client('SSM'),
    requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
  });
  await expect(read(ssm)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('lost-answer: the work is done nevertheless', async () => {
  const ses = new SESv2Client(account.client('SESV2', { maxAttempts: 2 }));
  const before = holdings.sent.length;
  services.SESV2.inject({ kind: 'lost-answer' });
  await ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'forewarn@shop.example',
      Destination: { ToAddresses: ['a@b.example'] },
      Content: { Raw: { Data: Buffer.from('X-Forewarn-Notice: aa\r\n\r\nx') } },
    }),
  );
  expect(holdings.sent.slice(before).map(({ notice }) => notice)).toEqual(['aa', 'aa']);
});

test('after, times and operation choose the calls', async () => {
  const ssm = new SSMClient(account.client('SSM'));
  services.SSM.inject({ kind: 'throttle', operation: 'PutParameter' });
  services.SSM.inject({ kind: 'throttle', operation: 'GetParameter', after: 1, times: 2 });
  const outcomes = [];
  for (let call = 0; call < 4; call++)
    outcomes.push(
      await read(ssm).then(
        () => 'ok',
        () => 'failed',
      ),
    );
  expect(outcomes).toEqual(['ok', 'failed', 'failed', 'ok']);
});

test.each([
  ['another secret key', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
  ['nobody', { accessKeyId: 'AKIA0000000000000000' }, 'UnrecognizedClientException'],
  ['no session token', { sessionToken: undefined }, 'UnrecognizedClientException'],
])('a request signed with %s is refused', async (_what, change, name) => {
  const options = account.client('SSM');
  const ssm = new SSMClient({ ...options, credentials: { ...options.credentials, ...change } });
  await expect(read(ssm)).rejects.toMatchObject({ name });
});

test('a request of another region, and one that is not signed, are refused', async () => {
  const away = new SQSClient(account.client('SQS', { region: 'us-east-1' }));
  const send = new SendMessageCommand({ QueueUrl: `${services.SQS.url}/1/plain`, MessageBody: 'x' });
  await expect(away.send(send)).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  const bare = await fetch(services.SQS.url, { method: 'POST', body: '{}' });
  expect(bare.status).toBe(403);
  expect(await bare.json()).toMatchObject({ __type: 'com.amazonaws#MissingAuthenticationToken' });
});
