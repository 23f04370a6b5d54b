import { Duration, Validations } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';
import { throughService } from './customer-key.ts';

/** A check that failed this often by our own fault is put aside. */
const TRIES = 2;

/** Lambda may take a message this many times its time-out to be done with it, by AWS's own advice. */
const TIMEOUTS_VISIBLE = 6;

/** How long what was put aside waits for a person. */
const PUT_ASIDE = Duration.days(14);

/**
 * The queue that checks come from, in turn for each partner, and where what failed is put aside: checks, ticks that
 * Scheduler could not deliver, and wake-ups of the ledger that could not be worked on. Each has an alarm.
 */
export class CheckQueues extends Construct {
  readonly checks: Queue;
  readonly deadChecks: Queue;
  readonly deadTicks: Queue;
  readonly deadWakeUps: Queue;
  private readonly key: Key | undefined;

  constructor(
    scope: Construct,
    id: string,
    { key, checkSeconds }: { key: Key | undefined; checkSeconds: number },
  ) {
    super(scope, id);
    this.key = key;
    const kept = {
      enforceSSL: true,
      ...(key
        ? { encryption: QueueEncryption.KMS, encryptionMasterKey: key, dataKeyReuse: Duration.hours(1) }
        : { encryption: QueueEncryption.SQS_MANAGED }),
    };
    const inTurn = {
      fifo: true,
      contentBasedDeduplication: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
    };
    this.deadChecks = new Queue(this, 'DeadChecks', { ...kept, fifo: true, retentionPeriod: PUT_ASIDE });
    this.checks = new Queue(this, 'Checks', {
      ...kept,
      ...inTurn,
      visibilityTimeout: Duration.seconds(checkSeconds * TIMEOUTS_VISIBLE),
      // Ticks older than an interval are dropped; the longest interval that still makes sense is a day or two.
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadChecks, maxReceiveCount: TRIES },
    });
    // Scheduler and the stream put aside into standard queues only.
    this.deadTicks = new Queue(this, 'DeadTicks', { ...kept, retentionPeriod: PUT_ASIDE });
    this.deadWakeUps = new Queue(this, 'DeadWakeUps', { ...kept, retentionPeriod: PUT_ASIDE });
    for (const queue of [this.deadTicks, this.deadWakeUps])
      Validations.of(queue).acknowledge({
        id: 'AwsSolutions-SQS3',
        reason: 'It is where others put aside what failed; nothing reads it but a person.',
      });
  }

  /** Sends a check that is due now. */
  forRegistering(): Binding {
    return {
      variables: {
        FOREWARN_QUEUE_URL: this.checks.queueUrl,
        FOREWARN_QUEUE_ARN: this.checks.queueArn,
        FOREWARN_SCHEDULE_DEAD_LETTERS: this.deadTicks.queueArn,
      },
      statements: [allow(['sqs:SendMessage'], [this.checks.queueArn]), ...throughService(this.key, 'sqs')],
    };
  }

  /** Takes checks from the queue, as Lambda does in the function's name. */
  forChecking(): Binding {
    const actions = [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
    ];
    return {
      variables: {},
      statements: [allow(actions, [this.checks.queueArn]), ...throughService(this.key, 'sqs')],
    };
  }

  /** Puts aside wake-ups that could not be worked on, as Lambda does in the function's name. */
  forWakeUps(): Binding {
    return {
      variables: {},
      statements: [
        allow(['sqs:SendMessage'], [this.deadWakeUps.queueArn]),
        ...throughService(this.key, 'sqs'),
      ],
    };
  }
}
