import { z } from 'zod';

/** One value of a metric, as CloudWatch would take it from the log. */
export interface Measurement {
  name: string;
  namespace: string;
  unit: string;
  value: number;
  dimensions: Record<string, string>;
}

const envelope = z.looseObject({
  _aws: z.object({
    Timestamp: z.int().positive(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string().min(1).max(1024),
        Dimensions: z.array(z.array(z.string()).max(30)),
        Metrics: z
          .array(
            z.object({
              Name: z.string().min(1),
              Unit: z.enum(['Count', 'Milliseconds', 'Seconds', 'Bytes', 'None']),
            }),
          )
          .max(100),
      }),
    ),
  }),
});

/**
 * Measurements in a function's output, by the embedded metric format: lines that are a JSON object with `_aws`.
 *
 * @throws Error for such a line that CloudWatch would not take.
 */
export function measurementsIn(lines: readonly string[]): Measurement[] {
  return lines.filter((line) => line.startsWith('{') && line.includes('"_aws"')).flatMap(measurementsOf);
}

/** The sum of one metric's values; 0 where it was never measured. */
export function sumOf(measurements: readonly Measurement[], name: string): number {
  return measurements.filter((one) => one.name === name).reduce((sum, { value }) => sum + value, 0);
}

function measurementsOf(line: string): Measurement[] {
  const read = envelope.parse(JSON.parse(line)) as z.infer<typeof envelope> & Record<string, unknown>;
  return read._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) => {
    const named = Dimensions.flat().map((name) => [name, z.string().min(1).parse(read[name])] as const);
    const dimensions = Object.fromEntries(named);
    return Metrics.flatMap(({ Name, Unit }) => {
      const values = z.union([z.number(), z.array(z.number()).min(1).max(100)]).parse(read[Name]);
      return [values]
        .flat()
        .map((value) => ({ name: Name, namespace: Namespace, unit: Unit, value, dimensions }));
    });
  });
}
