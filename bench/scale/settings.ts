import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FUNCTION_NAMES, FUNCTIONS } from '../../cdk/functions.ts';
import { QUOTAS } from '../../cdk/prices.ts';
import { synthesise } from '../../cdk/synthesise.ts';
import { METRICS } from '../../src/app/metrics.ts';
import type { Agreement } from '../../src/core/agreement/types.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { schedulesOf } from '../../src/core/registration/schedules-of.ts';
import type { Deployment } from './month.ts';

/** What the template and the registration set. */
export interface Settings {
  deployment: Deployment;
  /** Most checks at once, by default. */
  mostAtOnce: number;
  /** Calls of one kind a second that the queue takes. */
  queueCalls: number;
}

/** Reads the settings of a deployment without any configuration from its synthesised template. */
export async function readSettings(): Promise<Settings> {
  const outdir = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  try {
    const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
    const { template } = await synthesise({ architecture, outdir });
    return settingsOf(template);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function settingsOf(template: JsonObject): Settings {
  const resources = Object.values(
    template.Resources as Record<string, { Type: string; Properties?: JsonObject }>,
  );
  const of = (type: string) =>
    resources.flatMap(({ Type, Properties }) => (Type === type ? [Properties ?? {}] : []));
  const source = of('AWS::Lambda::EventSourceMapping').find(({ ScalingConfig }) => ScalingConfig);
  if (!source) throw new RangeError('the template has no event source with a maximum concurrency');
  const { MaximumConcurrency } = source.ScalingConfig as { MaximumConcurrency: number };
  const fast = of('AWS::SQS::Queue').some(
    ({ FifoThroughputLimit }) => FifoThroughputLimit === 'perMessageGroupId',
  );
  return {
    mostAtOnce: MaximumConcurrency,
    queueCalls: QUOTAS[fast ? 'queueCallsFast' : 'queueCalls'].value,
    deployment: {
      alarms: of('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsIn(alarm), 0),
      dashboards: of('AWS::CloudWatch::Dashboard').length,
      // Each function may tell of faults and of what it cannot read; the others are told by one function each.
      metrics: Object.keys(METRICS).length + 2 * FUNCTION_NAMES.length,
      checkGb: FUNCTIONS['run-check'].memoryMb / 1024,
      sweepGb: FUNCTIONS.sweep.memoryMb / 1024,
      sweepTimeoutMs: FUNCTIONS.sweep.timeoutSeconds * 1000,
      fixedEgress: of('AWS::EC2::NatGateway').length > 0,
    },
  };
}

/** An alarm over several metrics is paid for each of them. */
function metricsIn({ Metrics }: JsonObject): number {
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((one: Json) => (one as JsonObject).MetricStat !== undefined).length;
}

/** How far a tick is moved where a partner is checked so often; both in ms. */
export function flexibleMs(intervalMs: number): number {
  const agreement = { partner: 'sample', environments: [], schedule: { everyMs: intervalMs } };
  const [planned] = schedulesOf(agreement as unknown as Agreement);
  return (planned?.flexibleMinutes ?? 0) * 60_000;
}
