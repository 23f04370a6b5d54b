import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { acknowledgeResource, allow, type Binding } from './binding.ts';
import type { CheckQueues } from './check-queues.ts';
import { throughService } from './customer-key.ts';

/**
 * The group of all schedules and the role by which they send to the queue. Schedules come by registering, not by the
 * stack; they go with the group.
 */
export class Schedules extends Construct {
  readonly group: CfnScheduleGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, { queues, key }: { queues: CheckQueues; key: Key | undefined }) {
    super(scope, id);
    const { account, region, partition, stackName } = Stack.of(this);
    const name = `${stackName}-checks`;
    this.group = new CfnScheduleGroup(this, 'Group', { name });
    this.role = new Role(this, 'Role', {
      description: "How Forewarn's schedules send checks to the queue",
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: {
            'aws:SourceArn': `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`,
          },
        },
      }),
    });
    const statements = [
      allow(['sqs:SendMessage'], [queues.checks.queueArn, queues.deadTicks.queueArn]),
      ...throughService(key, 'sqs'),
    ];
    for (const statement of statements) this.role.addToPolicy(statement);
  }

  /** Makes, changes and removes schedules of the group, which send by the role. */
  forRegistering(): Binding {
    const { account, region, partition } = Stack.of(this);
    const schedules = `arn:${partition}:scheduler:${region}:${account}:schedule/${this.group.ref}/*`;
    return {
      variables: {
        FOREWARN_SCHEDULE_GROUP: this.group.ref,
        FOREWARN_SCHEDULE_ROLE: this.role.roleArn,
      },
      statements: [
        allow(
          ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'],
          [schedules],
        ),
        allow(['iam:PassRole'], [this.role.roleArn], {
          StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
        }),
      ],
      acknowledged: [
        acknowledgeResource(
          this,
          schedules,
          'Schedules are named by partner and environment, which come by registering; all are of this one group.',
        ),
      ],
    };
  }
}
