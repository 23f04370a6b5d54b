import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmPlan } from './alarm-plans.ts';

export interface AlarmsProps {
  plans: AlarmPlan[];
  topic: Topic;
  /** Where the articles are; `#` and the alarm's id lead to one. */
  runbook: string;
}

/** The alarms. Each tells the topic when it begins and when it is over, and names its article. */
export class Alarms extends Construct {
  readonly all: Alarm[];

  constructor(scope: Construct, id: string, { plans, topic, runbook }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    this.all = plans.map((plan) => {
      const alarm = new Alarm(this, plan.id, {
        alarmDescription: `${plan.says} What to do: ${runbook}#${plan.id}`,
        metric: plan.metric,
        threshold: plan.threshold,
        comparisonOperator: plan.below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: plan.periods ?? 1,
        treatMissingData: plan.silenceTells ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    });
  }
}
