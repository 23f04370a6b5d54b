import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Received } from '../../stand-ins/sqs/queue.ts';
import type { Queues } from '../../stand-ins/sqs/queues.ts';
import { REGION } from '../../stand-ins/start-stand-in.ts';
import type { Invocation } from '../function-definition.ts';
import type { RunningFunction } from '../start-function.ts';

/** An event source mapping of a queue. */
export interface QueueMapping {
  arn: string;
  batchSize: number;
  /** The function says which messages failed; otherwise all of a batch share its fate. */
  partial: boolean;
  concurrency: number;
}

/** Takes messages to a function. */
export interface QueueSource {
  mapping: QueueMapping;
  /** Works until no message is visible. What failed stays until its visibility time-out. */
  drain(): Promise<Invocation[]>;
}

const partialAnswer = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** The poller that Lambda runs for a queue. */
export function createQueueSource(
  queues: Queues,
  running: RunningFunction,
  mapping: QueueMapping,
): QueueSource {
  async function work(batch: Received[]): Promise<Invocation> {
    const invocation = await running.invoke({ Records: batch.map((one) => recordOf(one, mapping.arn)) });
    const failed = failedOf(invocation, batch, mapping.partial);
    for (const { messageId, receiptHandle } of batch)
      if (!failed.has(messageId)) queues.queue(mapping.arn).remove(receiptHandle);
    return invocation;
  }
  return {
    mapping,
    async drain() {
      const done: Invocation[] = [];
      const one = async () => {
        for (;;) {
          const batch = queues.receive(mapping.arn, mapping.batchSize);
          if (batch.length === 0) return;
          done.push(await work(batch));
        }
      };
      await Promise.all(Array.from({ length: mapping.concurrency }, one));
      return done;
    },
  };
}

/** An answer that cannot be read, or names a message that was not in the batch, fails the whole batch. */
function failedOf(
  { outcome, payload }: Invocation,
  batch: readonly Received[],
  partial: boolean,
): Set<string> {
  const all = new Set(batch.map(({ messageId }) => messageId));
  if (outcome !== 'answered') return all;
  if (!partial) return new Set();
  const read = partialAnswer.safeParse(payload);
  const failed = read.success
    ? (read.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
    : [...all];
  return failed.every((id) => all.has(id)) ? new Set(failed) : all;
}

function recordOf({ messageId, receiptHandle, body, attributes }: Received, arn: string) {
  return {
    messageId,
    receiptHandle,
    body,
    attributes,
    messageAttributes: {},
    md5OfBody: createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: REGION,
  };
}
