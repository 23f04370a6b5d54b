import { createHash } from 'node:crypto';
import { jsonAnswer } from '../protocol.ts';
import { Refusal, requireValid } from '../refusal.ts';
import type { Call, Service } from '../start-stand-in.ts';
import { targetOf } from '../targeted.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

interface Asked {
  QueueUrl?: string;
  QueueName?: string;
  MessageBody?: string;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
  DelaySeconds?: number;
  MaxNumberOfMessages?: number;
  VisibilityTimeout?: number;
  ReceiptHandle?: string;
}

/** Simple Queue Service: sending, receiving, removing and looking at queues. */
export function sqsService(queues: Queues, urlOf: (queue: Queue) => string): Service {
  return {
    name: 'sqs',
    protocol: 'json-1.0',
    throttled: new Refusal('RequestThrottled', 'The request was denied due to request throttling.', 403),
    failed: new Refusal('InternalFailure', 'The request processing has failed.', 500),
    denied: new Refusal('AccessDenied', '', 403),
    operationOf: targetOf('AmazonSQS'),
    handle(call) {
      const asked = JSON.parse(call.body.toString()) as Asked;
      const queue = queues.named(asked.QueueName ?? asked.QueueUrl?.split('/').at(-1) ?? '');
      if (!queue)
        throw new Refusal('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
      const operation = OPERATIONS[call.operation];
      if (!operation) throw new Refusal('InvalidAction', `unknown here: ${call.operation}`);
      call.authorise(`sqs:${call.operation}`, queue.definition.arn);
      return jsonAnswer('json-1.0', operation({ asked, queue, queues, call, url: urlOf(queue) }));
    },
  };
}

interface Work {
  asked: Asked;
  queue: Queue;
  queues: Queues;
  call: Call;
  url: string;
}

const OPERATIONS: Record<string, (work: Work) => unknown> = {
  SendMessage({ asked, queue, call }) {
    const body = asked.MessageBody ?? '';
    const { fifo } = queue.definition;
    requireValid(
      !fifo || asked.DelaySeconds === undefined,
      'DelaySeconds is invalid for a FIFO queue.',
      'InvalidParameterValue',
    );
    const message = { body, group: asked.MessageGroupId, deduplicationId: asked.MessageDeduplicationId };
    const { messageId, sequence } = queue.send(message, call.caller);
    const MD5OfMessageBody = createHash('md5').update(body).digest('hex');
    return { MessageId: messageId, MD5OfMessageBody, ...(fifo ? { SequenceNumber: sequence } : {}) };
  },
  ReceiveMessage({ asked, queue, queues }) {
    const most = asked.MaxNumberOfMessages ?? 1;
    requireValid(
      most >= 1 && most <= 10,
      'MaxNumberOfMessages must be between 1 and 10.',
      'InvalidParameterValue',
    );
    const given = queues.receive(queue.definition.arn, most, asked.VisibilityTimeout);
    return {
      Messages: given.map(({ messageId, receiptHandle, body, attributes }) => ({
        MessageId: messageId,
        ReceiptHandle: receiptHandle,
        Body: body,
        MD5OfBody: createHash('md5').update(body).digest('hex'),
        Attributes: attributes,
      })),
    };
  },
  DeleteMessage({ asked, queue }) {
    queue.remove(asked.ReceiptHandle ?? '');
    return {};
  },
  ChangeMessageVisibility({ asked, queue }) {
    const seconds = asked.VisibilityTimeout ?? -1;
    requireValid(seconds >= 0 && seconds <= 43_200, 'VisibilityTimeout: 0 to 43200', 'InvalidParameterValue');
    if (!queue.changeVisibility(asked.ReceiptHandle ?? '', seconds))
      throw new Refusal('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    return {};
  },
  GetQueueUrl: ({ url }) => ({ QueueUrl: url }),
  GetQueueAttributes({ queue }) {
    const { visible, inFlight } = queue.depth();
    const { arn, visibilityTimeout, fifo } = queue.definition;
    return {
      Attributes: {
        QueueArn: arn,
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(inFlight),
        VisibilityTimeout: String(visibilityTimeout),
        ...(fifo ? { FifoQueue: 'true' } : {}),
      },
    };
  },
};
