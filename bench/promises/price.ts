import { FUNCTIONS } from '../../cdk/functions.ts';
import { PRICES } from '../../cdk/prices.ts';
import { takeMeasurements } from '../measure/take-measurements.ts';
import { checkShare } from '../scale/assumptions.ts';
import { figuresOf } from '../scale/figures.ts';
import { meanOf } from '../scale/month.ts';
import { tableOf } from '../scale/table.ts';
import type { MeasuredFigures } from '../scale/types.ts';
import type { Target } from './target.ts';

const CHECKS = 1000;
const MOST_DOLLARS = 0.05;

/** Dollars of so many checks by what they are paid for, from one check's figures. `billedMs`: of each. */
export function priceOfChecks(
  checks: number,
  billedMs: number,
  { check }: MeasuredFigures,
): [string, number][] {
  const gb = FUNCTIONS['run-check'].memoryMb / 1024;
  const logGb = (check.logBytes + 26 * check.logLines) / 1024 ** 3;
  const each: [string, number][] = [
    ['Lambda', PRICES.lambdaRequest.value + (billedMs / 1000) * gb * PRICES.lambdaGbSecond.value],
    ['Scheduler', PRICES.scheduleInvocation.value],
    ['SQS: sent, received, deleted', 3 * PRICES.queueRequest.value],
    ['DynamoDB', check.writeUnits * PRICES.dynamodbWrite.value + check.readUnits * PRICES.dynamodbRead.value],
    ['S3', check.objectReads * PRICES.objectGet.value],
    ['CloudWatch logs', logGb * PRICES.logIngestion.value],
    ['X-Ray, one in twenty', 0.05 * PRICES.trace.value],
    ['Data to the partner', (check.sentBytes / 1024 ** 3) * PRICES.transferOut.value],
  ];
  return each.map(([what, dollars]) => [what, dollars * checks]);
}

/** What 1,000 checks cost, computed from checks that were made. */
export async function priceTarget(root: string): Promise<{ target: Target; table: string }> {
  const measurements = await takeMeasurements(root);
  const figures = figuresOf(measurements);
  const warm = measurements.checks.flatMap((taken) => taken.slice(1));
  const [hereMs, processorMs] = [
    meanOf(warm.map(({ ms }) => ms)),
    meanOf(warm.map((took) => took.processorMs)),
  ];
  const atMost = meanOf(figures.check.warmMs);
  const atLeast = Math.max(hereMs, processorMs / checkShare);
  const [here, least, most] = [hereMs, atLeast, atMost].map((billed) =>
    priceOfChecks(CHECKS, billed, figures),
  );
  const total = (lines: [string, number][] = []) => lines.reduce((sum, [, dollars]) => sum + dollars, 0);
  const canary = CHECKS * PRICES.canaryRun.value;
  const money = (dollars: number) => `$${dollars.toFixed(4)}`;
  const table = tableOf(
    [`${CHECKS} checks, warm`, 'as measured', 'Lambda, at least', 'Lambda, at most'],
    [
      [
        'billed for each',
        `${Math.round(hereMs)} ms`,
        `${Math.round(atLeast)} ms`,
        `${Math.round(atMost)} ms`,
      ],
      ...(here ?? []).map(([what, dollars], line) => [
        what,
        money(dollars),
        money(least?.[line]?.[1] ?? 0),
        money(most?.[line]?.[1] ?? 0),
      ]),
      ['total', money(total(here)), money(total(least)), money(total(most))],
      ['CloudWatch Synthetics, runs alone', money(canary), money(canary), money(canary)],
    ],
  );
  return {
    table,
    target: {
      what: '1,000 checks of 20 interactions',
      target: `< $${MOST_DOLLARS}`,
      figure: `${money(total(least))} to ${money(total(most))} (Synthetics: ${money(canary)})`,
      met: total(most) < MOST_DOLLARS,
    },
  };
}
