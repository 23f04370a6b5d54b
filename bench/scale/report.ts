import { type Figure, PRICES, PRICES_AS_OF, PRICES_OF, QUOTAS } from '../../cdk/prices.ts';
import { ASSUMPTIONS } from './assumptions.ts';
import type { Case } from './cases.ts';
import { totalOf } from './cost.ts';
import type { Limit } from './limits.ts';
import { meanOf } from './month.ts';
import { count, dollars, duration, tableOf } from './table.ts';
import type { MeasuredFigures } from './types.ts';

/** What a report is made of. */
export interface ReportInput {
  figures: MeasuredFigures;
  /** Where and how the figures were measured, in one sentence. */
  measuredBy: string;
  /** As deployed without any configuration. */
  byDefault: readonly Case[];
  /** With as many checks at once as are wanted: schedules that begin anywhere, and all at one moment. */
  spread: readonly Case[];
  together: readonly Case[];
}

/** The whole report, as Markdown. */
export function scaleReport(input: ReportInput): string {
  const { byDefault, spread, together } = input;
  const busy = spread.findLast(({ scenario }) => scenario.intervalMs < 30 * 60_000) as Case;
  return [
    '# Scale and cost\n',
    `Made by \`npm run bench:scale -- --write\`. A simulation, not a load test: the times are measured, the queue, the\nevent source and the limits are AWS's published rules. Prices and quotas as of ${PRICES_AS_OF} (${PRICES_OF}).\n`,
    '## Measured\n',
    `${input.measuredBy}\n`,
    measured(input.figures),
    '## Assumed\n',
    `${ASSUMPTIONS.map((one) => `- ${one}`).join('\n')}\n`,
    '## The first limit, as deployed by default\n',
    'The limit that is used most; above 100 % it is hit. A check that waits for longer than its interval is dropped.\n',
    first(byDefault),
    flow(byDefault),
    '## With as many checks at once as are wanted\n',
    '`concurrentChecks` of the configuration is raised as the column says. Schedules that begin at any time, as they do\nwhen partners come one by one:\n',
    flow(spread),
    'All schedules made at one moment, so that only the flexible window spreads them:\n',
    flow(together),
    first(together),
    `Every limit at ${name(busy)}:\n`,
    allLimits(busy.limits, busy.scenario.partners),
    '## Dollars a month\n',
    bills(spread),
    '## Prices and quotas\n',
    '`page`: read in a stored copy of the AWS page that is named. `reported`: the same figure is quoted from that page by\nothers. `unchecked`: from general knowledge; look it up before you rely on it.\n',
    sources({ ...PRICES }, true),
    sources({ ...QUOTAS }, false),
  ].join('\n');
}

/** What is printed on a terminal: the same without prices. */
export function shortReport(input: ReportInput): string {
  const whole = scaleReport(input);
  return whole.slice(0, whole.indexOf('## Prices and quotas'));
}

function measured({ check, sweep, partnerBytes }: MeasuredFigures): string {
  return tableOf(
    ['', 'a check', 'a sweep, per partner'],
    [
      ['time, warm', duration(meanOf(check.warmMs)), duration(meanOf(sweep.warmMs))],
      ['more when cold', duration(meanOf(check.coldExtraMs)), duration(meanOf(sweep.coldExtraMs))],
      ['DynamoDB write units', count(check.writeUnits), count(sweep.writeUnits)],
      ['DynamoDB read units', count(check.readUnits), count(sweep.readUnits)],
      ['log bytes', count(check.logBytes), count(sweep.logBytes)],
      ['secrets read', count(check.secretReads), '0'],
      ['objects read', count(check.objectReads), '0'],
      ['bytes to the partner', count(check.sentBytes), '0'],
      ['bytes kept until they expire', count(check.storedBytes), '0'],
      ['bytes kept a partner', count(partnerBytes), ''],
    ],
  );
}

const minutes = ({ scenario }: Case) => `${scenario.intervalMs / 60_000} min`;
const name = (one: Case) => `${count(one.scenario.partners)} / ${minutes(one)}`;

function flow(cases: readonly Case[]): string {
  return tableOf(
    [
      'partners / every',
      'allowed',
      'ticks an hour',
      'age p50',
      'age p99',
      'at once',
      'most',
      'dropped',
      'throttled',
      'writes/s',
      'reads/s',
    ],
    cases.map(({ scenario, outcome, month, ...rest }) => {
      const { scheduler, queue, parameters } = outcome.throttled;
      const refused = [
        ...(scheduler ? [`Scheduler ${share(scheduler, outcome.ticks)}`] : []),
        ...(queue ? [`SQS ${share(queue, outcome.ticks)}`] : []),
        ...(parameters ? [`SSM ${share(parameters, outcome.ticks)}`] : []),
      ];
      const perSecond = (units: number) => count(units / (30 * 86_400));
      return [
        name({ scenario, outcome, month, ...rest }),
        count(scenario.mostAtOnce),
        count((outcome.ticks / scenario.spanMs) * 3_600_000),
        duration(outcome.queueAge.p50),
        duration(outcome.queueAge.p99),
        count(outcome.atOnce.mean),
        count(outcome.atOnce.most),
        share(outcome.dropped, outcome.ticks),
        refused.join(', ') || 'none',
        perSecond(month.writeUnits),
        perSecond(month.readUnits),
      ];
    }),
  );
}

function share(part: number, whole: number): string {
  if (part === 0) return '0';
  const percent = (100 * part) / Math.max(1, whole);
  return percent < 0.1 ? '<0.1 %' : `${percent.toFixed(1)} %`;
}

function bills(cases: readonly Case[]): string {
  const services = [...new Set(cases.flatMap(({ bill }) => Object.keys(bill)))];
  const rows = services.map((service) => [service, ...cases.map(({ bill }) => dollars(bill[service] ?? 0))]);
  const total = ['total', ...cases.map(({ bill }) => dollars(totalOf(bill)))];
  const each = [
    'a partner',
    ...cases.map(({ bill, scenario }) => dollars(totalOf(bill) / scenario.partners)),
  ];
  return tableOf(['partners / every', ...cases.map(name)], [...rows, total, each]);
}

function first(cases: readonly Case[]): string {
  return tableOf(
    ['partners / every', 'nearest limit', 'used', 'what to raise'],
    cases.map((one) => {
      const limit = one.limits[0] as Limit;
      return [
        name(one),
        `${limit.what}: ${count(limit.demand)} of ${count(limit.limit)} ${limit.unit}`,
        percentOf(limit),
        limit.raise,
      ];
    }),
    false,
  );
}

function allLimits(limits: readonly Limit[], partners: number): string {
  return tableOf(
    ['limit', 'demand', 'of', 'used', 'reached at about', 'what to raise'],
    limits.map((one) => [
      one.what,
      count(one.demand),
      `${count(one.limit)} ${one.unit}`,
      percentOf(one),
      one.scales ? `${count(partners / one.used)} partners` : 'any number',
      one.raise,
    ]),
    false,
  );
}

const percentOf = ({ used }: Limit) =>
  used < 0.001 ? '<0.1 %' : `${(100 * used).toFixed(used < 0.1 ? 1 : 0)} %`;

function sources(figures: Record<string, Figure>, price: boolean): string {
  return tableOf(
    [price ? 'price' : 'quota', 'per', 'source', 'checked', 'note'],
    Object.values(figures).map(({ value, unit, source, checked, note }) => [
      price ? `$${Number(value.toPrecision(8))}` : count(value),
      unit,
      source,
      checked,
      note ?? '',
    ]),
    false,
  );
}
