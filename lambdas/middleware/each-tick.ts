import type { SQSBatchResponse } from 'aws-lambda';
import type { CheckTick } from '../../src/core/registration/types.ts';
import { readTick } from '../events/check-tick.ts';
import type { QueueEvent } from '../events/queue-event.ts';
import type { Telemetry } from './telemetry.ts';

/**
 * Works on the ticks of a batch in order. What fails is reported, and with it what follows in the same message group:
 * the queue brings it again, and moves it to the dead letters after some times. A message that is no tick goes the
 * same way, for that is where somebody looks.
 */
export async function eachTick(
  event: QueueEvent,
  telemetry: Telemetry,
  work: (tick: CheckTick) => Promise<unknown>,
): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const blocked = new Set<string>();
  for (const { messageId, body, attributes } of event.Records) {
    const group = attributes?.MessageGroupId ?? messageId;
    if (!blocked.has(group) && (await isDone(messageId, readTick(body), telemetry, work))) continue;
    blocked.add(group);
    failed.push(messageId);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function isDone(
  messageId: string,
  tick: CheckTick | null,
  telemetry: Telemetry,
  work: (tick: CheckTick) => Promise<unknown>,
): Promise<boolean> {
  if (!tick) {
    telemetry.metrics.add('PoisonEvents', 1);
    telemetry.log.warn('a message is no tick', { messageId });
    return false;
  }
  try {
    await work(tick);
    return true;
  } catch (error) {
    const { partner, environment } = tick;
    telemetry.fault('a check could not be made', error, {
      messageId,
      partner,
      environment: environment ?? '',
    });
    return false;
  }
}
