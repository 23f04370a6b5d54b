import { InvalidArgumentError } from 'commander';
import { nearest } from '../core/agreement/nearest.ts';
import { isOurSide, OUR_SIDE } from '../core/agreement/our-side.ts';
import type { Agreement, FailOn } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import { VANTAGE } from '../core/ledger/vantage.ts';
import type { ReportFormat } from '../core/report/surroundings.ts';
import { environmentsOf, type Tick } from '../local/schedule.ts';
import type { Within } from './check-allowance.ts';

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
  atOnce?: number;
  /** Id of the one journey to walk. */
  journey?: string;
  /** How long ago what cannot be seen may have been seen last, to let it pass. */
  allowNotVerified?: Within;
  /** What an earlier check printed as JSON. */
  lastReport?: string;
  /** The name of the place that is looked from. */
  vantage?: string;
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

/** Reads `--at-once`. */
export function readAtOnce(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('must be a number from 1 to 999');
  return Number(text);
}

/** Reads `--vantage`. */
export function readVantage(text: string): string {
  if (!VANTAGE.test(text)) throw new InvalidArgumentError('must be a name such as office or cloud-eu');
  return text;
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
    return agreements.flatMap((agreement) => offlineTicks(agreement, options.env, due));
  if (chosen.length > 0 || !options.env) return chosen;
  const known = [...new Set(ticks.flatMap((tick) => tick.environment ?? []))];
  const near = nearest(options.env, known);
  throw new ForewarnError('not-found', `no partner here has an environment "${options.env}"`, {
    fix: near ? `did you mean ${near}?` : `environments: ${known.join(', ') || 'none'}`,
  });
}

/** Without a call, all environments of a side are one look. */
function offlineTicks({ partner, ours }: Agreement, env: string | undefined, due: number): Tick[] {
  const sides = [...(isOurSide(env ?? null) ? [] : [null]), ...(ours ? [OUR_SIDE] : [])];
  const chosen = env === undefined || isOurSide(env) ? sides : [null];
  return chosen.map((environment) => ({ partner, environment, due }));
}
