import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Configuration } from '../config.ts';

/** Told at this share of the month's budget as it is spent, and when the forecast passes all of it. */
const SPENT_PERCENT = 80;

/** A budget over what carries the tag `application: forewarn`. The tag must be switched on for cost allocation once. */
export function createSpendingBudget(scope: Construct, budget: NonNullable<Configuration['budget']>): void {
  const subscribers = [{ subscriptionType: 'EMAIL', address: budget.email }];
  const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
    notification: {
      notificationType,
      threshold,
      thresholdType: 'PERCENTAGE',
      comparisonOperator: 'GREATER_THAN',
    },
    subscribers,
  });
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: budget.monthly, unit: 'USD' },
      costFilters: { TagKeyValue: ['user:application$forewarn'] },
    },
    notificationsWithSubscribers: [told('ACTUAL', SPENT_PERCENT), told('FORECASTED', 100)],
  });
}
