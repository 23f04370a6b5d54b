import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { METRIC_NAMESPACE, METRICS } from '../../../src/app/metrics.ts';
import { EVERYTHING, type Resource, resourcesOf, templateOf, theOne } from './deployment.ts';

const template = templateOf();
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm);
const articleOf = ({ Properties }: Resource): string =>
  /docs\/runbook\.md#([a-z-]+)$/.exec(Properties.AlarmDescription)?.[1] ?? Properties.AlarmDescription;
const runbook = readFileSync('docs/runbook.md', 'utf8');
const articles = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((article) => [article.slice(0, article.indexOf('\n')).trim(), article] as const),
);

describe('the runbook', () => {
  test('has one article for each alarm and none without', () => {
    expect([...articles.keys()].sort()).toEqual(alarms.map(articleOf).sort());
  });

  test.each([...articles])(
    '%s says what it means, who feels it, where to look, what to do and when it is over',
    (_, text) => {
      const parts = [...text.matchAll(/^\*\*(.+?)\*\* +(.*(?:\n(?!\*\*).*)*)/gm)];
      expect(parts.map(([, name]) => name)).toEqual([
        'What it means.',
        'Who feels it.',
        'Look here.',
        'Do this.',
        'It is mended when',
      ]);
      for (const [, name, said] of parts) expect((said ?? '').trim().length, name).toBeGreaterThan(30);
      expect(text, 'articles stand alone').not.toMatch(/\bsee (above|below)\b/i);
    },
  );
});

describe('every alarm', () => {
  test('tells the topic when it begins and when it is over', () => {
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic').map(([id]) => ({ Ref: id }));
    for (const { Properties } of alarms) {
      expect(Properties.AlarmActions).toEqual([topic]);
      expect(Properties.OKActions).toEqual([topic]);
    }
  });

  test('looks at a measurement that functions give, in no more metrics than an alarm takes', () => {
    for (const { Properties } of alarms) {
      const metrics: { Namespace: string; MetricName: string }[] = Properties.Metrics
        ? Properties.Metrics.flatMap((one: Resource['Properties']) => one.MetricStat?.Metric ?? [])
        : [Properties];
      expect(metrics.length).toBeLessThanOrEqual(10);
      expect(metrics.length).toBeGreaterThan(0);
      for (const { Namespace, MetricName } of metrics)
        if (Namespace === METRIC_NAMESPACE) expect(Object.keys(METRICS)).toContain(MetricName);
        else expect(Namespace).toMatch(/^AWS\/(SQS|Lambda|DynamoDB|ApiGateway)$/);
    }
  });

  test('covers no more time than CloudWatch looks back', () => {
    for (const { Properties } of alarms) {
      const periods: number[] = Properties.Metrics
        ? Properties.Metrics.map((one: Resource['Properties']) => one.MetricStat?.Period ?? 0)
        : [Properties.Period];
      expect(Math.max(...periods) * Properties.EvaluationPeriods).toBeLessThanOrEqual(86_400);
    }
  });

  test('is quiet where nothing is measured, but for the one that watches the watcher', () => {
    const loud = alarms.filter(({ Properties }) => Properties.TreatMissingData === 'breaching');
    expect(loud.map(articleOf)).toEqual(['sweep-silent']);
  });
});

test('each queue where something is put aside has an alarm at the first message', () => {
  const put = resourcesOf(template, 'AWS::SQS::Queue')
    .map(([id]) => id)
    .filter((id) => id.includes('Dead'));
  const watched = alarms
    .filter(({ Properties }) => Properties.MetricName === 'ApproximateNumberOfMessagesVisible')
    .map(({ Properties }) => [Properties.Dimensions[0].Value['Fn::GetAtt'][0], Properties.Threshold]);
  expect(watched.sort()).toEqual(put.map((id) => [id, 0]).sort());
});

test('an alarm points where the configuration says the runbook is', () => {
  for (const [, { Properties }] of resourcesOf(templateOf(EVERYTHING), 'AWS::CloudWatch::Alarm'))
    expect(Properties.AlarmDescription).toMatch(/https:\/\/docs\.shop\.example\/runbook#[a-z-]+$/);
});

describe('the topic', () => {
  test('is encrypted with a key that CloudWatch may use', () => {
    const key = theOne(template, 'AWS::KMS::Key', 'AlarmKey').Properties.KeyPolicy.Statement;
    expect(JSON.stringify(key)).toContain('cloudwatch.amazonaws.com');
    expect(theOne(template, 'AWS::SNS::Topic', 'Alarms').Properties.KmsMasterKeyId).toBeDefined();
  });

  test('tells the address that was configured', () => {
    template.resourceCountIs('AWS::SNS::Subscription', 0);
    const [[, subscription]] = resourcesOf(templateOf(EVERYTHING), 'AWS::SNS::Subscription') as [
      [string, Resource],
    ];
    expect(subscription.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'platform@shop.example' });
  });
});

test('the dashboard shows how partners stand, what waits and what it costs', () => {
  const [[, { Properties }]] = resourcesOf(template, 'AWS::CloudWatch::Dashboard') as [[string, Resource]];
  const body = JSON.stringify(Properties.DashboardBody);
  for (const name of [
    'EnvironmentsStale',
    'EnvironmentsUnseen',
    'EnvironmentsBlind',
    'NoticesWaiting',
    'put aside',
  ])
    expect(body).toContain(name);
  expect(body).toContain('US dollars a day, estimated');
});

test('a budget is kept where one is configured', () => {
  template.resourceCountIs('AWS::Budgets::Budget', 0);
  const [[, { Properties }]] = resourcesOf(templateOf(EVERYTHING), 'AWS::Budgets::Budget') as [
    [string, Resource],
  ];
  expect(Properties.Budget).toMatchObject({ TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 50, Unit: 'USD' } });
});
