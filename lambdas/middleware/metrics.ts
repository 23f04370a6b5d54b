import { METRIC_NAMESPACE, METRICS, type MetricName, type Metrics } from '../../src/app/metrics.ts';

/** Most values of one metric in one line, by the format. */
const MOST_VALUES = 100;

/** Metrics of one invocation after another. */
export interface CollectedMetrics extends Metrics {
  /**
   * What was measured since the last call, as one line of CloudWatch's embedded metric format; null for nothing.
   *
   * @param at ms since 1970. @param more further members of the line, no dimensions.
   */
  flush(at: number, more?: Record<string, string>): string | null;
}

/** Collects metrics of a function: counts are summed up, other measurements stand side by side. */
export function collectMetrics(functionName: string): CollectedMetrics {
  let values = new Map<MetricName, number[]>();
  return {
    add(name, value) {
      const before = values.get(name);
      if (!before) values.set(name, [value]);
      else if (METRICS[name] === 'Count') values.set(name, [(before[0] ?? 0) + value]);
      else if (before.length < MOST_VALUES) before.push(value);
    },
    flush(at, more = {}) {
      if (values.size === 0) return null;
      const taken = values;
      values = new Map();
      const line = {
        _aws: {
          Timestamp: at,
          CloudWatchMetrics: [
            {
              Namespace: METRIC_NAMESPACE,
              Dimensions: [['Function']],
              Metrics: [...taken.keys()].map((Name) => ({ Name, Unit: METRICS[Name] })),
            },
          ],
        },
        Function: functionName,
        ...more,
        ...Object.fromEntries([...taken].map(([name, all]) => [name, all.length === 1 ? all[0] : all])),
      };
      return `${JSON.stringify(line)}\n`;
    },
  };
}
