import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../cdk/functions.ts';
import { EVERYTHING, type Resource, resourcesOf, templateOf, theOne } from './deployment.ts';

const template = templateOf();
const queues = resourcesOf(template, 'AWS::SQS::Queue');
const checks = theOne(template, 'AWS::SQS::Queue', 'QueuesChecks').Properties;
const idOf = (start: string): string => queues.find(([id]) => id.startsWith(start))?.[0] ?? '';
const arnOf = (start: string) => ({ 'Fn::GetAtt': [idOf(start), 'Arn'] });

describe('the queue of checks', () => {
  test('is in turn for each partner and takes the same tick once', () => {
    expect(checks).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
  });

  test('hides a check for six times as long as run-check may take', () => {
    const runCheck = theOne(template, 'AWS::Lambda::Function', 'RunCheckFunction').Properties;
    expect(runCheck.Timeout).toBe(FUNCTIONS['run-check'].timeoutSeconds);
    expect(checks.VisibilityTimeout).toBeGreaterThanOrEqual(6 * runCheck.Timeout);
  });

  test('puts a check aside after two tries, into a queue that is FIFO as well', () => {
    expect(checks.RedrivePolicy).toEqual({
      deadLetterTargetArn: arnOf('QueuesDeadChecks'),
      maxReceiveCount: 2,
    });
    expect(theOne(template, 'AWS::SQS::Queue', 'QueuesDeadChecks').Properties).toMatchObject({
      FifoQueue: true,
      MessageRetentionPeriod: 14 * 86_400,
    });
  });
});

test('what Scheduler and the stream put aside goes into standard queues', () => {
  for (const id of ['QueuesDeadTicks', 'QueuesDeadWakeUps']) {
    const queue = theOne(template, 'AWS::SQS::Queue', id).Properties;
    expect(queue.FifoQueue).toBeUndefined();
    expect(queue.MessageRetentionPeriod).toBe(14 * 86_400);
  }
});

test('every queue is encrypted and answers over TLS alone', () => {
  expect(queues).toHaveLength(4);
  for (const [, { Properties }] of queues) expect(Properties.SqsManagedSseEnabled).toBe(true);
  const guarded = resourcesOf(template, 'AWS::SQS::QueuePolicy').filter(([, { Properties }]) =>
    JSON.stringify(Properties.PolicyDocument).includes('"aws:SecureTransport":"false"'),
  );
  expect(guarded.map(([, { Properties }]: [string, Resource]) => Properties.Queues[0].Ref).sort()).toEqual(
    queues.map(([id]) => id).sort(),
  );
  for (const [, { Properties }] of resourcesOf(templateOf(EVERYTHING), 'AWS::SQS::Queue'))
    expect(Properties.KmsMasterKeyId['Fn::GetAtt'][0]).toMatch(/^CustomerKey/);
});

describe('event sources', () => {
  test('run-check takes one check at a time, reports what failed, and so many run at once', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: arnOf('QueuesChecks'),
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 5 },
      FunctionName: { Ref: Match.stringLikeRegexp('^RunCheckFunction') },
    });
  });

  test('announce is woken by new entries of ledgers that make something due, and by nothing else', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
    const [, { Properties }] = mappings.find(([id]) => id.startsWith('Announce')) as [string, Resource];
    expect(JSON.parse(Properties.FilterCriteria.Filters[0].Pattern)).toEqual({
      eventName: ['INSERT'],
      dynamodb: {
        Keys: { PK: { S: [{ prefix: 'LEDGER#' }] } },
        NewImage: { due: { BOOL: [true] } },
      },
    });
    expect(Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 8,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: arnOf('QueuesDeadWakeUps') } },
    });
    expect(Properties.EventSourceArn['Fn::GetAtt'][1]).toBe('StreamArn');
  });

  test('sweep runs every five minutes and is not repeated', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^SweepFunction'), 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 0 },
        }),
      ],
    });
  });
});

test('only schedules of the group may use the role that sends to the queue', () => {
  const { AssumeRolePolicyDocument } = theOne(template, 'AWS::IAM::Role', 'SchedulesRole').Properties;
  const [statement] = AssumeRolePolicyDocument.Statement;
  expect(statement.Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
  expect(statement.Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
  expect(JSON.stringify(statement.Condition.ArnEquals)).toContain(':schedule-group/Forewarn-checks');
  expect(theOne(template, 'AWS::Scheduler::ScheduleGroup', 'Schedules').Properties.Name).toBe(
    'Forewarn-checks',
  );
});
