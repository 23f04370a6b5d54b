import type { Journey } from '../agreement/types.ts';
import type { PactInteraction } from '../pact/types.ts';

/** What of ours would break with an interaction or a declared use. */
export interface AtRisk {
  partner: string;
  /** Null for a declared use. */
  interaction: PactInteraction | null;
  /** `METHOD /path` and operationId; empty where the baseline has no such operation. */
  operations: readonly string[];
  method: string;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** More fields than this weigh no more. */
const MOST_FIELDS = 9;

/**
 * How much it would hurt if something that we use broke: journeys of customers weigh most, then those of staff, then
 * calls that write, then how much of the answer is relied on. A number for comparing alone.
 */
export function riskOf(use: AtRisk, journeys: readonly Journey[]): number {
  const hit = journeys.filter(({ steps }) =>
    steps.some(
      (step) =>
        step.partner === use.partner &&
        ((step.interaction !== null && step.interaction === use.interaction?.description) ||
          (step.operation !== null && use.operations.includes(step.operation))),
    ),
  );
  const customers = hit.filter(({ who }) => who === 'customer').length;
  const fields = use.interaction?.fields.filter(({ part }) => part === 'response').length ?? 0;
  return (
    1000 * customers +
    100 * (hit.length - customers) +
    (SAFE.has(use.method.toUpperCase()) ? 0 : 10) +
    Math.min(fields, MOST_FIELDS)
  );
}
