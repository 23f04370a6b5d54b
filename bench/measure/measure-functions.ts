import { createRunStore } from '../../src/adapters/dynamodb/run-store.ts';
import type { Invocation } from '../../test/infra/runner/function-definition.ts';
import { measurementsIn } from '../../test/infra/runner/measured.ts';
import type { ConsumedUnits } from './counting-table.ts';
import type { Deployed, MeasuredEnvironment } from './deployed.ts';
import { tickEvent, timerEvent } from './events.ts';
import { processorMs } from './process-time.ts';
import { registerSamples } from './register-sample.ts';
import type { SampleServer } from './sample-server.ts';

/** What one invocation took and used. */
export interface Took {
  /** Of the process until it was ready, where it was started for it; else 0. */
  initMs: number;
  ms: number;
  /** Of which the processor worked, in this process and those it started. */
  processorMs: number;
  units: ConsumedUnits;
  secretReads: number;
  objectReads: number;
  sentBytes: number;
  logBytes: number;
  logLines: number;
  /** Names of metrics that it wrote. */
  metrics: string[];
}

/** Invokes a function once and tells what that took. */
export async function measured(
  deployed: Deployed,
  environment: MeasuredEnvironment,
  event: object,
  partner?: SampleServer,
): Promise<Took & { invocation: Invocation }> {
  const { SSM, S3 } = deployed.account.services;
  const calls = () => ({ secrets: SSM.calls.length, objects: S3.calls.length });
  const [before, bytes] = [calls(), partner?.receivedBytes() ?? 0];
  deployed.table.take();
  const used = environment.measuredTo;
  const invocation = await environment.invoke(event);
  if (invocation.outcome !== 'answered')
    throw new Error(
      `a function failed: ${JSON.stringify(invocation.payload)}\n${invocation.lines.join('\n')}`,
    );
  await new Promise((resolve) => setTimeout(resolve, 60)); // until ended children have been counted
  environment.measuredTo = processorMs(environment.pid);
  const log = invocation.lines.filter((line) => line.startsWith('{'));
  return {
    invocation,
    initMs: invocation.initMs ?? 0,
    ms: invocation.ms,
    processorMs: environment.measuredTo - used,
    units: deployed.table.take(),
    secretReads: calls().secrets - before.secrets,
    objectReads: calls().objects - before.objects,
    sentBytes: (partner?.receivedBytes() ?? 0) - bytes,
    logBytes: log.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
    logLines: log.length,
    metrics: [...new Set(measurementsIn(invocation.lines).map(({ name }) => name))],
  };
}

/** A minute of the simulated day in which everything is measured. */
export const minute = (number: number): string =>
  new Date(Date.parse('2026-11-22T06:00:00.000Z') + number * 60_000).toISOString();

/** Registers partners whose environments have been looked at for a day. */
export async function settle(
  deployed: Deployed,
  on: { partners: readonly string[]; url: string; interactions: number; requestsPerSecond: number },
): Promise<void> {
  await registerSamples(deployed, { ...on, at: Date.parse(minute(0)) });
  const runs = createRunStore(deployed.tableAccess);
  for (const partner of on.partners)
    for (let look = 0; look < LOOKS; look++)
      await runs.record({
        partner,
        environment: look % 2 ? 'production' : 'sandbox',
        at: minute(-look * 7),
        verdict: 'agrees',
        look: `${look}`.padStart(64, '0'),
        ms: 2800,
      });
}

/** Looks of the past that every partner has: more than are ever read at once. */
const LOOKS = 120;

/** Checks of some partners, one after another, in one process: the first starts it. */
export async function measureChecks(
  deployed: Deployed,
  server: SampleServer,
  partners: readonly string[],
  at: number,
): Promise<Took[]> {
  const environment = await deployed.start('run-check');
  const taken: Took[] = [];
  try {
    for (const partner of partners) {
      const took = await measured(
        deployed,
        environment,
        tickEvent(partner, 'production', minute(at)),
        server,
      );
      if (!took.invocation.lines.some((line) => line.includes('"verdict":"agrees"')))
        throw new Error(`${partner} must agree:\n${took.invocation.lines.join('\n')}`);
      taken.push(took);
    }
  } finally {
    await environment.close();
  }
  return taken;
}

/** Sweeps over all partners, several times in one process; the first starts it. */
export async function measureSweeps(deployed: Deployed, times: number, at: number): Promise<Took[]> {
  const environment = await deployed.start('sweep');
  const taken: Took[] = [];
  try {
    for (let sweep = 0; sweep <= times; sweep++)
      taken.push(await measured(deployed, environment, timerEvent(minute(at + 5 * sweep))));
  } finally {
    await environment.close();
  }
  return taken;
}
