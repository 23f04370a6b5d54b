import type { WorldClock } from '../clock.ts';
import { requireValid } from '../refusal.ts';
import { createQueue, type Outgoing, type Queue, type QueueDefinition, type Received } from './queue.ts';

/** All queues of an account. */
export interface Queues {
  create(definition: QueueDefinition): void;
  /** @throws RangeError for an ARN that no queue has. */
  queue(arn: string): Queue;
  named(name: string): Queue | undefined;
  list(): Queue[];
  send(arn: string, message: Outgoing, sender: string): { messageId: string; sequence: string };
  /** Receives, and moves what was received too often to the queue's dead letters. */
  receive(arn: string, most: number, visibility?: number): Received[];
}

/** Starts with no queue. */
export function createQueues(clock: WorldClock): Queues {
  const byArn = new Map<string, Queue>();
  const queue = (arn: string) => {
    const found = byArn.get(arn);
    if (!found) throw new RangeError(`there is no queue ${arn}`);
    return found;
  };
  const send: Queues['send'] = (arn, message, sender) => queue(arn).send(message, sender);
  return {
    create(definition) {
      const { name, fifo, visibilityTimeout, redrive, retention } = definition;
      requireValid(
        /^[\w-]+(\.fifo)?$/.test(name) && name.length <= 80,
        `Can only include alphanumeric characters: ${name}`,
      );
      requireValid(fifo === name.endsWith('.fifo'), 'The name of a FIFO queue can only end with .fifo');
      requireValid(visibilityTimeout >= 0 && visibilityTimeout <= 43_200, 'VisibilityTimeout: 0 to 43200');
      requireValid(retention >= 60 && retention <= 1_209_600, 'MessageRetentionPeriod: 60 to 1209600');
      if (redrive)
        requireValid(
          redrive.deadLetterArn.endsWith('.fifo') === fifo,
          'The dead-letter queue of a FIFO queue must also be a FIFO queue.',
        );
      byArn.set(definition.arn, createQueue(definition, clock));
    },
    queue,
    named: (name) => [...byArn.values()].find(({ definition }) => definition.name === name),
    list: () => [...byArn.values()],
    send,
    receive(arn, most, visibility) {
      const from = queue(arn);
      const { redrive } = from.definition;
      return from.receive(
        most,
        (message, messageId) => {
          // What is moved keeps its id, so that it is not taken for a double of itself.
          if (redrive)
            send(
              redrive.deadLetterArn,
              { ...message, deduplicationId: redriveId(message, messageId) },
              'redrive',
            );
        },
        visibility,
      );
    },
  };
}

function redriveId(message: Outgoing, messageId: string): string | undefined {
  return message.group === undefined ? undefined : messageId;
}
