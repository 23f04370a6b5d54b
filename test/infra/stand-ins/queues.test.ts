import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { beforeEach, expect, test } from 'vitest';
import { openAccount, queueArn } from './open-account.ts';
import { ACCOUNT } from './start-stand-in.ts';

const account = await openAccount();
const { clock, holdings, services } = account;
const sqs = new SQSClient(account.client('SQS'));
const urlOf = (name: string) => `${services.SQS.url}/${ACCOUNT}/${name}`;

const send = (MessageBody: string, MessageGroupId?: string, queue = 'checks.fifo') =>
  sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody, MessageGroupId }));
const receive = async (queue = 'checks.fifo', most = 10) => {
  const command = new ReceiveMessageCommand({ QueueUrl: urlOf(queue), MaxNumberOfMessages: most });
  return (await sqs.send(command)).Messages ?? [];
};
const remove = (ReceiptHandle?: string) =>
  sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf('checks.fifo'), ReceiptHandle }));

beforeEach(async () => {
  clock.pass(600_000);
  for (const name of ['checks.fifo', 'dead.fifo'])
    for (;;) {
      const given = holdings.queues.receive(queueArn(name), 10, 0);
      if (given.length === 0) break;
      for (const one of given) holdings.queues.queue(queueArn(name)).remove(one.receiptHandle);
    }
});

test('a group keeps its order: nothing more while one of it is worked on', async () => {
  await send('a1', 'a');
  await send('a2', 'a');
  await send('b1', 'b');
  const [first] = await receive('checks.fifo', 1);
  const beside = await receive('checks.fifo', 1);

  expect([first?.Body, beside[0]?.Body, (await receive()).length]).toEqual(['a1', 'b1', 0]);
  await remove(first?.ReceiptHandle);
  const [second] = await receive();
  expect(second?.Body).toBe('a2');
  expect(second?.Attributes).toMatchObject({ MessageGroupId: 'a', ApproximateReceiveCount: '1' });
});

test('the same content within five minutes is one message', async () => {
  const first = await send('same', 'a');
  const double = await send('same', 'a');
  expect(double.MessageId).toBe(first.MessageId);
  const [one] = await receive();
  await remove(one?.ReceiptHandle);
  await send('same', 'a');
  expect(await receive()).toEqual([]);

  clock.pass(300_001);
  await send('same', 'a');
  expect(await receive()).toHaveLength(1);
});

test('a message that is not removed comes again, and after two receives goes to the dead letters', async () => {
  await send('poison', 'a');
  await send('after it', 'a');
  expect((await receive('checks.fifo', 1))[0]?.Body).toBe('poison');
  clock.pass(59_000);
  expect(await receive()).toEqual([]);
  clock.pass(1_001);
  const [again] = await receive('checks.fifo', 1);
  expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
  await sqs.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: urlOf('checks.fifo'),
      ReceiptHandle: again?.ReceiptHandle,
      VisibilityTimeout: 0,
    }),
  );

  expect((await receive('checks.fifo', 1))[0]?.Body).toBe('after it');
  expect(holdings.queues.queue(queueArn('dead.fifo')).bodies()).toEqual(['poison']);
});

test('depth, and messages that are not looked at for four days are gone', async () => {
  await send('one', 'a');
  const read = async () =>
    (
      await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: urlOf('checks.fifo'), AttributeNames: ['All'] }),
      )
    ).Attributes?.ApproximateNumberOfMessages;
  expect(await read()).toBe('1');
  clock.pass(345_600_001);
  expect(await read()).toBe('0');
});

test.each([
  ['a FIFO message without a group', () => send('x'), 'MissingParameter'],
  ['an empty body', () => send('', 'a'), 'MissingParameter'],
  ['a body over 1 MiB', () => send('x'.repeat(1_048_577), 'a'), 'InvalidParameterValue'],
  ['characters that XML has not', () => send('\u0000', 'a'), 'InvalidMessageContents'],
  ['a group of strange characters', () => send('x', 'ä'), 'InvalidParameterValue'],
  ['no such queue', () => send('x', 'a', 'none.fifo'), 'QueueDoesNotExist'],
])('%s is refused', async (_what, call, error) => {
  await expect(call()).rejects.toMatchObject({ name: error });
});
