import { found, taken } from '../call-aws.ts';
import { ACCOUNT } from '../emulator.ts';
import { listAt, objectAt, textAt } from '../shape.ts';
import type { Kind } from './kind.ts';

const CLOUDWATCH = '2010-08-01';

/** An alarm. */
export const alarm: Kind = {
  async read(aws, { id }) {
    const answer = await found(
      aws.query('monitoring', CLOUDWATCH, 'DescribeAlarms', { AlarmNames: [id.split(':').at(-1) ?? id] }),
    );
    const one = listAt(answer ?? {}, 'DescribeAlarmsResult', 'MetricAlarms')[0];
    return one === undefined ? null : objectAt({ one }, 'one');
  },
  async attributes(aws, deployed) {
    return { Arn: textAt((await alarm.read(aws, deployed)) ?? {}, 'AlarmArn') };
  },
  async make(aws, name, planned) {
    const { Tags: _, ...fields } = planned;
    const id = textAt(planned, 'AlarmName') || name;
    await taken('alarm', aws.query('monitoring', CLOUDWATCH, 'PutMetricAlarm', { ...fields, AlarmName: id }));
    return id;
  },
  async remove(aws, { id }) {
    await taken(
      'delete the alarm',
      aws.query('monitoring', CLOUDWATCH, 'DeleteAlarms', { AlarmNames: [id] }),
    );
  },
};

/** A dashboard. */
export const dashboard: Kind = {
  async read(aws, { planned, id }) {
    const name = textAt(planned, 'DashboardName') || id;
    const answer = await found(aws.query('monitoring', CLOUDWATCH, 'GetDashboard', { DashboardName: name }));
    return answer && objectAt(answer, 'GetDashboardResult');
  },
  async make(aws, name, planned) {
    const id = textAt(planned, 'DashboardName') || name;
    const body = { DashboardName: id, DashboardBody: textAt(planned, 'DashboardBody') };
    await taken('dashboard', aws.query('monitoring', CLOUDWATCH, 'PutDashboard', body));
    return id;
  },
};

/** A log group and how long it keeps. */
export const logGroup: Kind = {
  async read(aws, { id }) {
    const answer = await found(
      aws.json('logs', 'Logs_20140328.DescribeLogGroups', { logGroupNamePrefix: id }),
    );
    const one = listAt(answer ?? {}, 'logGroups').find((group) => textAt(group, 'logGroupName') === id);
    return one === undefined ? null : objectAt({ one }, 'one');
  },
  async attributes(aws, deployed) {
    return { Arn: textAt((await logGroup.read(aws, deployed)) ?? {}, 'arn') };
  },
  async remove(aws, { id }) {
    await taken(
      'delete the log group',
      aws.json('logs', 'Logs_20140328.DeleteLogGroup', { logGroupName: id }),
    );
  },
};

/** A rule that ticks. */
export const rule: Kind = {
  async read(aws, { id }) {
    const name = id.split('/').at(-1) ?? id;
    const there = await found(aws.json('events', 'AWSEvents.DescribeRule', { Name: name }));
    const targets = await found(aws.json('events', 'AWSEvents.ListTargetsByRule', { Rule: name }));
    return there && { ...there, Targets: listAt(targets ?? {}, 'Targets') };
  },
  async attributes(aws, { id }) {
    const name = id.split('/').at(-1) ?? id;
    const there = await found(aws.json('events', 'AWSEvents.DescribeRule', { Name: name }));
    return { Arn: textAt(there ?? {}, 'Arn') };
  },
};

/** What a month may cost. */
export const budget: Kind = {
  async read(aws, { id }) {
    const answer = await found(
      aws.json('budgets', 'AWSBudgetServiceGateway.DescribeBudget', { AccountId: ACCOUNT, BudgetName: id }),
    );
    return answer && { Budget: objectAt(answer, 'Budget') };
  },
  async make(aws, name, planned) {
    const plan = objectAt(planned, 'Budget');
    const id = textAt(plan, 'BudgetName') || name;
    const limit = objectAt(plan, 'BudgetLimit');
    await taken(
      'budget',
      aws.json('budgets', 'AWSBudgetServiceGateway.CreateBudget', {
        AccountId: ACCOUNT,
        Budget: { ...plan, BudgetName: id, BudgetLimit: { ...limit, Amount: String(limit.Amount) } },
        NotificationsWithSubscribers: listAt(planned, 'NotificationsWithSubscribers'),
      }),
    );
    return id;
  },
  async remove(aws, { id }) {
    await taken(
      'delete the budget',
      aws.json('budgets', 'AWSBudgetServiceGateway.DeleteBudget', { AccountId: ACCOUNT, BudgetName: id }),
    );
  },
};
