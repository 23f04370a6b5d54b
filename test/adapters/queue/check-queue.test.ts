import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { clientSettings } from '../../../src/adapters/aws-settings.ts';
import { createCheckQueue } from '../../../src/adapters/queue/check-queue.ts';
import { openAccount, queueArn } from '../../infra/stand-ins/open-account.ts';

const account = await openAccount();
const { SQS: service } = account.services;
const url = `${service.url}/111122223333/checks.fifo`;
const client = new SQSClient({
  ...account.client('SQS'),
  ...clientSettings({ requestMs: 300, maxAttempts: 3 }),
});
const queue = createCheckQueue(client, url);
const received = () => account.holdings.queues.receive(queueArn('checks.fifo'), 10);
const tick = (partner: string) =>
  ({ v: 1, partner, environment: null, scheduledTime: '2026-11-02T06:00:00.000Z' }) as const;

test('a tick is one message in the group of its partner, however often it is sent', async () => {
  await queue.send(tick('acme-pay'));
  await queue.send({ ...tick('acme-pay') });
  service.inject({ kind: 'lost-answer', operation: 'SendMessage' });
  await queue.send(tick('city-geo'));

  const messages = received();
  expect(messages.map(({ body, attributes }) => [attributes.MessageGroupId, body])).toEqual(
    ['acme-pay', 'city-geo'].map((partner) => [
      partner,
      `{"v":1,"partner":"${partner}","environment":null,"scheduledTime":"2026-11-02T06:00:00.000Z"}`,
    ]),
  );
  expect(service.heal()).toBeGreaterThan(0);
});

test.each(['throttle', 'server-error', 'silence', 'reset'] as const)('%s is survived', async (kind) => {
  service.inject({ kind });

  await queue.send(tick(`partner-${kind}`));

  expect(received().map(({ attributes }) => attributes.MessageGroupId)).toEqual([`partner-${kind}`]);
});

test('a queue that does not answer is a storage fault', async () => {
  service.inject({ kind: 'silence', times: 3 });

  await expect(queue.send(tick('late'))).rejects.toMatchObject({
    code: 'storage',
    message: 'The queue of checks cannot be used (TimeoutError).',
  });
});
