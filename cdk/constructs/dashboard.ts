import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { MetricName } from '../../src/app/metrics.ts';
import type { Configuration } from '../config.ts';
import { dailyCost } from './daily-cost.ts';
import { ofAll, told, toldBySome, type Watched } from './watched.ts';

export interface ForewarnDashboardProps {
  watched: Watched;
  alarms: Alarm[];
  config: Configuration;
}

const five = Duration.minutes(5);
const hour = Duration.hours(1);

/** One page that answers in order: do we see our partners, are both sides told, does Forewarn itself work, what is spent. */
export class ForewarnDashboard extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, { watched, alarms, config }: ForewarnDashboardProps) {
    super(scope, id);
    this.dashboard = new Dashboard(this, 'Dashboard', { defaultInterval: Duration.days(3) });
    this.dashboard.addWidgets(
      new TextWidget({
        width: 24,
        height: 2,
        markdown: `# Forewarn\nEvery alarm has an article: ${config.alarms.runbook}`,
      }),
    );
    this.dashboard.addWidgets(new AlarmStatusWidget({ title: 'To act on', alarms, width: 24, height: 4 }));
    this.dashboard.addWidgets(
      now('Partners', 'Partners'),
      now('Not looked at in time', 'EnvironmentsStale'),
      now('Never looked at', 'EnvironmentsUnseen'),
      now('Could not be seen', 'EnvironmentsBlind'),
      now('Notices waiting for a release', 'NoticesWaiting'),
      now('Oldest notice not sent (s)', 'OldestUnsentNotice'),
    );
    this.dashboard.addWidgets(
      graph('Checks', [
        named(told('run-check', 'ChecksRun', 'Sum', hour), 'run'),
        named(told('run-check', 'ChecksNotVerified', 'Sum', hour), 'could not check'),
        named(told('run-check', 'ChecksDropped', 'Sum', hour), 'too late or doubled'),
        named(told('run-check', 'ChecksRefused', 'Sum', hour), 'refused'),
      ]),
      graph('Notices', [
        toldBySome(['announce', 'sweep'], 'NoticesSent', 'sent', hour),
        toldBySome(['announce', 'sweep'], 'NoticesFailed', 'failed', hour),
      ]),
      graph('Time of a check (ms)', [
        named(told('run-check', 'CheckDuration', 'p50', hour), 'half are quicker'),
        named(told('run-check', 'CheckDuration', 'p95', hour), '95 of 100 are quicker'),
      ]),
    );
    this.dashboard.addWidgets(...inside(watched, config));
  }
}

function inside(watched: Watched, config: Configuration): IWidget[] {
  const { queues, functions } = watched;
  const held = { period: five, statistic: 'Maximum' };
  return [
    graph('Waiting and put aside', [
      queues.checks.metricApproximateNumberOfMessagesVisible({ ...held, label: 'checks due' }),
      queues.deadChecks.metricApproximateNumberOfMessagesVisible({ ...held, label: 'checks put aside' }),
      queues.deadTicks.metricApproximateNumberOfMessagesVisible({ ...held, label: 'ticks put aside' }),
      queues.deadWakeUps.metricApproximateNumberOfMessagesVisible({ ...held, label: 'wake-ups put aside' }),
    ]),
    graph('Faults of our own', [
      toldBySome(['run-check', 'announce', 'sweep', 'api', 'register'], 'Faults', 'faults', five),
      toldBySome(['run-check', 'announce', 'sweep'], 'PoisonEvents', 'unreadable events', five),
      toldBySome(
        ['run-check', 'announce', 'sweep', 'api', 'register'],
        'CallsRetried',
        'calls tried again',
        five,
      ),
      ofAll(functions, 'Errors', five),
      ofAll(functions, 'Throttles', five),
    ]),
    graph('US dollars a day, estimated', [dailyCost(watched, config.architecture)]),
  ];
}

function now(title: string, metric: MetricName): IWidget {
  return new SingleValueWidget({
    title,
    metrics: [told('sweep', metric, 'Maximum', five)],
    width: 4,
    height: 4,
  });
}

function graph(title: string, left: IMetric[]): IWidget {
  return new GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
}

function named(metric: ReturnType<typeof told>, label: string): IMetric {
  return metric.with({ label });
}
