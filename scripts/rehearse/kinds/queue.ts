import type { JsonObject } from '../../../src/core/json.ts';
import { type Aws, found, taken } from '../call-aws.ts';
import { listAt, objectAt, textAt } from '../shape.ts';
import type { Kind } from './kind.ts';

const call = (aws: Aws, operation: string, body: JsonObject) =>
  aws.json('sqs', `AmazonSQS.${operation}`, body);

async function attributesOf(aws: Aws, url: string): Promise<JsonObject | null> {
  const answer = await found(call(aws, 'GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] }));
  return answer && objectAt(answer, 'Attributes');
}

/** A queue, by its URL. */
export const queue: Kind = {
  async read(aws, { id }) {
    const attributes = await attributesOf(aws, id);
    return attributes && { ...attributes, QueueName: id.split('/').at(-1) ?? '' };
  },
  async attributes(aws, { id }) {
    const attributes = (await attributesOf(aws, id)) ?? {};
    return { Arn: textAt(attributes, 'QueueArn'), QueueName: id.split('/').at(-1) ?? '' };
  },
  async remove(aws, { id }) {
    await taken('delete the queue', call(aws, 'DeleteQueue', { QueueUrl: id }));
  },
};

/** Who may send to queues. */
export const queuePolicy: Kind = {
  async read(aws, { planned }) {
    const queues = listAt(planned, 'Queues');
    const policies = await Promise.all(
      queues.map(async (url) => textAt((await attributesOf(aws, String(url))) ?? {}, 'Policy')),
    );
    return policies[0] ? { Queues: queues, PolicyDocument: policies[0] } : null;
  },
  async make(aws, name, planned) {
    for (const url of listAt(planned, 'Queues'))
      await taken(
        'queue policy',
        call(aws, 'SetQueueAttributes', {
          QueueUrl: url,
          Attributes: { Policy: JSON.stringify(planned.PolicyDocument) },
        }),
      );
    return name;
  },
};

/** Where alarms go. */
export const topic: Kind = {
  async read(aws, { id }) {
    const answer = await found(aws.query('sns', '2010-03-31', 'GetTopicAttributes', { TopicArn: id }));
    if (!answer) return null;
    const entries = listAt(answer, 'GetTopicAttributesResult', 'Attributes', 'entry');
    const attributes = Object.fromEntries(
      entries.map((entry) => [textAt(entry, 'key'), textAt(entry, 'value')]),
    );
    return { ...attributes, TopicName: id.split(':').at(-1) ?? '' };
  },
  async attributes(_, { id }) {
    return { TopicArn: id, TopicName: id.split(':').at(-1) ?? '' };
  },
};

/** Who may publish to topics. */
export const topicPolicy: Kind = {
  async read(aws, { planned }) {
    const topics = listAt(planned, 'Topics');
    const first = await topic.read(aws, { id: String(topics[0]), planned: {} });
    return first?.Policy ? { Topics: topics, PolicyDocument: first.Policy } : null;
  },
  async make(aws, name, planned) {
    for (const arn of listAt(planned, 'Topics'))
      await taken(
        'topic policy',
        aws.query('sns', '2010-03-31', 'SetTopicAttributes', {
          TopicArn: arn,
          AttributeName: 'Policy',
          AttributeValue: JSON.stringify(planned.PolicyDocument),
        }),
      );
    return name;
  },
};

/** Who is told by a topic. */
export const subscription: Kind = {
  async read(aws, { planned }) {
    const answer = await found(
      aws.query('sns', '2010-03-31', 'ListSubscriptionsByTopic', { TopicArn: textAt(planned, 'TopicArn') }),
    );
    const all = listAt(answer ?? {}, 'ListSubscriptionsByTopicResult', 'Subscriptions');
    const one = all.find((entry) => textAt(entry, 'Endpoint') === textAt(planned, 'Endpoint'));
    return one === undefined ? null : objectAt({ one }, 'one');
  },
  async make(aws, _, planned) {
    const { TopicArn = '', Protocol = '', Endpoint = '' } = planned;
    const answer = await taken(
      'subscription',
      aws.query('sns', '2010-03-31', 'Subscribe', { TopicArn, Protocol, Endpoint }),
    );
    return textAt(answer, 'SubscribeResult', 'SubscriptionArn');
  },
};
