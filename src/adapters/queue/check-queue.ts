import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CheckQueue } from '../../app/registry-ports.ts';
import { serviceFault } from '../aws-fault.ts';
import { sha256 } from '../crypto/sha256.ts';

/**
 * The FIFO queue of the checks that are due: the checks of one partner go one after another. The same tick sent again
 * within five minutes is one message: it is named by the hash of its body, as the queue names those of Scheduler.
 */
export function createCheckQueue(client: SQSClient, url: string): CheckQueue {
  return {
    async send({ v, partner, environment, scheduledTime }) {
      const body = JSON.stringify({ v, partner, environment, scheduledTime });
      const command = new SendMessageCommand({
        QueueUrl: url,
        MessageBody: body,
        MessageGroupId: partner,
        MessageDeduplicationId: sha256(body),
      });
      await client.send(command).catch((error: unknown) => {
        throw serviceFault('The queue of checks', error);
      });
    },
  };
}
