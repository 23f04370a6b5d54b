import { z } from 'zod';
import type { StreamRecord, TableStream } from '../../stand-ins/dynamodb/stream.ts';
import type { Queues } from '../../stand-ins/sqs/queues.ts';
import type { Invocation } from '../function-definition.ts';
import type { RunningFunction } from '../start-function.ts';
import { matchesPattern } from './matches-pattern.ts';

/** An event source mapping of a table's stream. */
export interface StreamMapping {
  arn: string;
  batchSize: number;
  /** Patterns of which a record must fit one; none: every record is taken. */
  patterns: unknown[];
  bisect: boolean;
  retries: number;
  partial: boolean;
  /** ARN of the queue that is told what was given up; null: nobody is. */
  onFailure: string | null;
}

/** Takes a stream's records to a function, in their order. */
export interface StreamSource {
  mapping: StreamMapping;
  /** Works on everything that came since, and on what comes meanwhile. */
  drain(): Promise<Invocation[]>;
}

const partialAnswer = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullish();

/** The poller that Lambda runs for a stream. */
export function createStreamSource(
  stream: TableStream,
  running: RunningFunction,
  mapping: StreamMapping,
  queues: Queues,
): StreamSource {
  let position = 0;
  let done: Invocation[] = [];

  async function work(batch: StreamRecord[], retries: number): Promise<void> {
    if (batch.length === 0) return;
    const invocation = await running.invoke({ Records: batch });
    done.push(invocation);
    const failed = failedFrom(invocation, batch, mapping.partial);
    if (failed === null) return;
    const rest = batch.slice(failed);
    if (mapping.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      await work(rest.slice(0, middle), retries);
      return work(rest.slice(middle), retries);
    }
    if (retries > 0) return work(rest, retries - 1);
    if (mapping.onFailure !== null)
      queues.send(mapping.onFailure, { body: givenUp(rest, stream, invocation) }, 'lambda');
  }

  return {
    mapping,
    async drain() {
      done = [];
      while (position < stream.records.length) {
        const taken = stream.records.slice(position, position + mapping.batchSize);
        position += taken.length;
        const { patterns } = mapping;
        const fitting = taken.filter(
          (record) => patterns.length === 0 || patterns.some((one) => matchesPattern(one, record)),
        );
        await work(structuredClone(fitting), mapping.retries);
      }
      return done;
    },
  };
}

/** Index of the first record that is to be tried again; null where none is. */
function failedFrom(
  { outcome, payload }: Invocation,
  batch: StreamRecord[],
  partial: boolean,
): number | null {
  if (outcome !== 'answered') return 0;
  if (!partial) return null;
  const read = partialAnswer.safeParse(payload);
  if (!read.success) return 0;
  const named = (read.data?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  if (named.length === 0) return null;
  return Math.max(0, Math.min(...named));
}

/** What the failure destination gets: where the records are, not the records. */
function givenUp(batch: StreamRecord[], stream: TableStream, invocation: Invocation): string {
  return JSON.stringify({
    requestContext: { requestId: invocation.requestId, condition: 'RetryAttemptsExhausted' },
    responseContext: { functionError: 'Unhandled' },
    version: '1.0',
    DDBStreamBatchInfo: {
      streamArn: stream.arn,
      startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
      batchSize: batch.length,
    },
  });
}
