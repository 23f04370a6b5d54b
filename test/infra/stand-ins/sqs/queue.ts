import { createHash, randomUUID } from 'node:crypto';
import type { WorldClock } from '../clock.ts';
import { requireValid } from '../refusal.ts';

/** What a queue is made with. Times are in seconds. */
export interface QueueDefinition {
  name: string;
  arn: string;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  visibilityTimeout: number;
  retention: number;
  redrive: { deadLetterArn: string; maxReceiveCount: number } | null;
}

/** A message as its sender gives it. */
export interface Outgoing {
  body: string;
  group?: string | undefined;
  deduplicationId?: string | undefined;
}

/** A message as a receiver gets it. */
export interface Received {
  messageId: string;
  receiptHandle: string;
  body: string;
  attributes: Record<string, string>;
}

interface Held extends Outgoing {
  sender: string;
  messageId: string;
  sentAt: number;
  sequence: string;
  firstReceivedAt: number | null;
  receives: number;
  visibleAt: number;
  receiptHandle: string | null;
}

/** One queue. */
export interface Queue {
  definition: QueueDefinition;
  /** Takes a message; one that was deduplicated gets the id of the first. */
  send(message: Outgoing, sender: string): { messageId: string; sequence: string };
  /** At most `most` messages that are visible; those received too often go to `overdue` instead. */
  receive(
    most: number,
    overdue: (message: Outgoing, messageId: string) => void,
    visibility?: number,
  ): Received[];
  remove(receiptHandle: string): boolean;
  changeVisibility(receiptHandle: string, seconds: number): boolean;
  /** Messages that are visible, and that are being worked on. */
  depth(): { visible: number; inFlight: number };
  /** Bodies of everything that is held, oldest first. */
  bodies(): string[];
}

/** SQS takes messages up to 1 MiB. */
const MOST_BYTES = 1_048_576;
const DEDUPLICATION_MS = 5 * 60_000;
const UNSENDABLE = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Makes an empty queue that keeps the world's time. */
export function createQueue(definition: QueueDefinition, clock: WorldClock): Queue {
  let messages: Held[] = [];
  const seen = new Map<string, { at: number; messageId: string; sequence: string }>();
  let sequence = 0n;

  const expire = () => {
    const oldest = clock.now() - definition.retention * 1000;
    messages = messages.filter(({ sentAt }) => sentAt > oldest);
  };
  const isVisible = (message: Held) => message.visibleAt <= clock.now();
  const byHandle = (handle: string) => messages.find(({ receiptHandle }) => receiptHandle === handle);

  return {
    definition,
    send(message, sender) {
      checkBody(message.body);
      const deduplication = definition.fifo ? deduplicationOf(message, definition) : null;
      const now = clock.now();
      const known = deduplication === null ? undefined : seen.get(deduplication);
      if (known && now - known.at < DEDUPLICATION_MS) return known;
      const held: Held = {
        ...message,
        sender,
        messageId: randomUUID(),
        sentAt: now,
        sequence: String(10n ** 19n + ++sequence),
        firstReceivedAt: null,
        receives: 0,
        visibleAt: now,
        receiptHandle: null,
        ...(deduplication === null ? {} : { deduplicationId: deduplication }),
      };
      messages.push(held);

      if (deduplication !== null)
        seen.set(deduplication, { at: now, messageId: held.messageId, sequence: held.sequence });
      return held;
    },
    receive(most, overdue, visibility = definition.visibilityTimeout) {
      expire();
      const given: Received[] = [];
      // Of a group whose messages are being worked on nothing more is given: that keeps its order.
      const busy = new Set(messages.filter((one) => !isVisible(one)).map(({ group }) => group));
      for (const message of [...messages]) {
        if (given.length === most) break;
        if (!isVisible(message) || (definition.fifo && busy.has(message.group))) continue;
        if (definition.redrive && message.receives >= definition.redrive.maxReceiveCount) {
          messages = messages.filter((one) => one !== message);
          overdue(message, message.messageId);
          continue;
        }
        message.receives++;
        message.firstReceivedAt ??= clock.now();
        message.visibleAt = clock.now() + visibility * 1000;
        message.receiptHandle = randomUUID();
        given.push(received(message));
      }
      return given;
    },
    remove(handle) {
      const before = messages.length;
      messages = messages.filter(({ receiptHandle }) => receiptHandle !== handle);
      return messages.length < before;
    },
    changeVisibility(handle, seconds) {
      const message = byHandle(handle);
      if (message) message.visibleAt = clock.now() + seconds * 1000;
      return message !== undefined;
    },
    depth() {
      expire();
      const visible = messages.filter(isVisible).length;
      return { visible, inFlight: messages.length - visible };
    },
    bodies() {
      expire();
      return messages.map(({ body }) => body);
    },
  };
}

function checkBody(body: string): void {
  requireValid(body.length > 0, 'The request must contain the parameter MessageBody.', 'MissingParameter');
  requireValid(
    Buffer.byteLength(body) <= MOST_BYTES,
    `One or more parameters are invalid. Reason: Message must be shorter than ${MOST_BYTES} bytes.`,
    'InvalidParameterValue',
  );
  requireValid(!UNSENDABLE.test(body), 'Invalid characters found.', 'InvalidMessageContents');
}

function deduplicationOf(message: Outgoing, { contentBasedDeduplication }: QueueDefinition): string {
  const token = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;
  const { group, deduplicationId } = message;
  requireValid(
    group !== undefined,
    'The request must contain the parameter MessageGroupId.',
    'MissingParameter',
  );
  requireValid(token.test(group), 'Value for parameter MessageGroupId is invalid.', 'InvalidParameterValue');
  if (deduplicationId === undefined) {
    requireValid(
      contentBasedDeduplication,
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      'InvalidParameterValue',
    );
    return createHash('sha256').update(message.body).digest('hex');
  }
  requireValid(
    token.test(deduplicationId),
    'Value for parameter MessageDeduplicationId is invalid.',
    'InvalidParameterValue',
  );
  return deduplicationId;
}

function received(message: Held): Received {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle ?? '',
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      SenderId: message.sender,
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? ''),
      ...(message.group === undefined
        ? {}
        : {
            MessageGroupId: message.group,
            SequenceNumber: message.sequence,
            MessageDeduplicationId: message.deduplicationId ?? '',
          }),
    },
  };
}
