import type { Context } from 'aws-lambda';
import { createTelemetry } from '../../lambdas/middleware/telemetry.ts';
import type { MetricName } from '../../src/app/metrics.ts';
import type { JsonObject } from '../../src/core/json.ts';

/** The context of an invocation that has `remainingMs` of real time left from now. */
export function contextOf(remainingMs = 180_000): Context {
  const end = performance.now() + remainingMs;
  return {
    awsRequestId: 'c3f1a5b0-0000-4000-8000-000000000001',
    getRemainingTimeInMillis: () => end - performance.now(),
  } as Context;
}

/** Telemetry whose lines are kept, read as the log of the function would be. */
export function keptTelemetry(env: Record<string, string | undefined> = {}) {
  const lines: JsonObject[] = [];
  const telemetry = createTelemetry({
    function: 'test',
    env,
    write: (line) => void lines.push(JSON.parse(line) as JsonObject),
  });
  /** What was measured by now, invocation by invocation added up. */
  const measured = (): Partial<Record<MetricName, number>> => {
    const sums: Record<string, number> = {};
    for (const line of lines.filter((one) => '_aws' in one))
      for (const [name, value] of Object.entries(line))
        if (typeof value === 'number') sums[name] = (sums[name] ?? 0) + value;
    return sums;
  };
  const said = (message: string) => lines.filter((line) => line.message === message);
  return { telemetry, lines, measured, said };
}
