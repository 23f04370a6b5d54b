import { InvalidArgumentError } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import type { Agreement, FailOn } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { ReportFormat } from '../core/report/surroundings.ts';
import { environmentsOf, type Tick } from '../local/schedule.ts';

export interface CheckOptions {
  env?: string;
  offline?: boolean;
  dryRun?: boolean;
  state?: string;
  failOn?: FailOn;
  failOnOpen?: boolean;
  format: ReportFormat;
  explain?: boolean;
  contracts?: string;
  allowPrivate?: boolean;
}

/** What can make `check` exit with 1, strictest last. */
export const FAIL_ON: FailOn[] = [
  'breaks',
  'may-break',
  'level:breaking',
  'level:warning',
  'level:info',
  'none',
];

/** Reads `--fail-on`. */
export function readFailOn(text: string): FailOn {
  const found = FAIL_ON.find((one) => one === text);
  if (!found) throw new InvalidArgumentError(`must be one of ${FAIL_ON.join(', ')}`);
  return found;
}

/**
 * The agreements that a command line names; all of them where it names none.
 *
 * @throws ForewarnError `not-found` for an unknown partner, with the nearest name.
 */
export function chosenAgreements(agreements: readonly Agreement[], names: readonly string[]): Agreement[] {
  const known = agreements.map((one) => one.partner);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new ForewarnError('not-found', `there is no partner "${name}"`, {
      fix: near ? `did you mean ${near}?` : `partners: ${known.join(', ')}`,
    });
  }
  return agreements.filter((one) => names.length === 0 || names.includes(one.partner));
}

/**
 * One tick for every environment that is to be looked at, all due now.
 *
 * @throws ForewarnError `not-found` where no chosen partner has the environment.
 */
export function chosenTicks(
  agreements: readonly Agreement[],
  options: Pick<CheckOptions, 'env' | 'offline'>,
  due: number,
): Tick[] {
  const ticks = agreements.flatMap((agreement) =>
    environmentsOf(agreement).map((environment) => ({ partner: agreement.partner, environment, due })),
  );
  const chosen = options.env ? ticks.filter((tick) => tick.environment === options.env) : ticks;
  if (options.offline && (chosen.length > 0 || !options.env))
    return agreements.map(({ partner }) => ({ partner, environment: null, due }));
  if (chosen.length > 0 || !options.env) return chosen;
  const known = [...new Set(ticks.flatMap((tick) => tick.environment ?? []))];
  const near = nearest(options.env, known);
  throw new ForewarnError('not-found', `no partner here has an environment "${options.env}"`, {
    fix: near ? `did you mean ${near}?` : `environments: ${known.join(', ') || 'none'}`,
  });
}
