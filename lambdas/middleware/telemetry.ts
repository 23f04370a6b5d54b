import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Metrics } from '../../src/app/metrics.ts';
import type { Log } from '../../src/app/ports.ts';
import { createFunctionLog } from './function-log.ts';
import { collectMetrics } from './metrics.ts';
import { redacted, saidOf } from './redact.ts';
import { type Annotations, createTraceSender, datagramOf, readTrace, type TraceContext } from './trace.ts';

/** What a function tells of itself: log, metrics and traces, each with the invocation that it belongs to. */
export interface Telemetry {
  log: Log;
  metrics: Metrics;
  /** Counts and logs a fault of our own that is not thrown, or that the runtime retries. */
  fault(message: string, error: unknown, fields?: Record<string, string>): void;
  /** Runs one use case as a subsegment of the trace. `told` adds what it came to. */
  traced<Result>(
    name: string,
    annotations: Annotations,
    work: () => Promise<Result>,
    told?: (result: Result) => Annotations,
  ): Promise<Result>;
  /** Opens and closes an invocation; an error leaves without anything but its name and our own words. */
  middleware: MiddlewareObj;
}

/**
 * Telemetry of a function. One invocation at a time, as Lambda runs them.
 *
 * @param on.write takes lines for the log of the function. @param on.env for X-Ray: the daemon, the trace at hand.
 */
export function createTelemetry(on: {
  function: string;
  env: Record<string, string | undefined>;
  write?: (line: string) => void;
}): Telemetry {
  const write = on.write ?? ((line) => void process.stdout.write(line));
  const invocation = { requestId: '', trace: null as TraceContext | null };
  const metrics = collectMetrics(on.function);
  const log = createFunctionLog(write, () => ({
    function: on.function,
    requestId: invocation.requestId,
    ...(invocation.trace ? { traceId: invocation.trace.root } : {}),
  }));
  const send = createTraceSender(on.env.AWS_XRAY_DAEMON_ADDRESS);
  const flush = (): void => {
    const line = metrics.flush(Date.now(), { requestId: invocation.requestId });
    if (line !== null) write(line);
  };
  const fault: Telemetry['fault'] = (message, error, fields = {}) => {
    metrics.add('Faults', 1);
    const { message: said, ...rest } = saidOf(error);
    log.warn(message, { ...fields, ...rest, ...(said === undefined ? {} : { error: said }) });
  };
  return {
    log,
    metrics,
    fault,
    async traced(name, annotations, work, told) {
      const start = Date.now() / 1000;
      const tell = async (more: Annotations, failed: boolean): Promise<void> => {
        const { trace } = invocation;
        if (!trace?.sampled || trace.parent === null) return;
        const all = { ...annotations, ...more };
        await send(
          datagramOf(trace, { name, start, end: Date.now() / 1000, annotations: all, fault: failed }),
        );
      };
      try {
        const result = await work();
        await tell(told?.(result) ?? {}, false);
        return result;
      } catch (error) {
        await tell({}, true);
        throw error;
      }
    },
    middleware: {
      before: ({ context }: { context: Context }) => {
        invocation.requestId = context.awsRequestId;
        invocation.trace = readTrace(on.env._X_AMZN_TRACE_ID);
      },
      after: flush,
      onError: (request) => {
        fault('the invocation failed', request.error);
        flush();
        request.error = redacted(request.error);
      },
    },
  };
}
