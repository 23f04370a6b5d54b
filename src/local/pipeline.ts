import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import type { Ports } from '../app/ports.ts';
import { runCheck } from '../app/run-check.ts';
import { type Swept, sweep } from '../app/sweep.ts';
import type { Environment, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Actor } from '../core/ledger/types.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import type { Tick } from './schedule.ts';

/** How the checks of a pipeline are carried out. */
export interface PipelineOptions {
  ports: Ports;
  partners: readonly PreparedPartner[];
  journeys: Journey[];
  by: Actor;
  allowPrivate: boolean;
  /** Whether an environment is emulated on this machine: only there may records be made. */
  emulated(environment: Environment): boolean;
  offline?: boolean;
}

/** The one-machine pipeline: a tick is checked, committed, and what is due is sent. */
export interface Pipeline {
  partners: readonly PreparedPartner[];
  check(tick: Tick): Promise<CheckOutcome>;
  sweep(partner: string): Promise<Swept>;
}

/** Builds the pipeline. Checks of one partner go one after another, those of different partners side by side. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { ports } = options;
  const byName = new Map(options.partners.map((one) => [one.agreement.partner, one]));
  const tails = new Map<string, Promise<unknown>>();
  const inTurn = <T>(partner: string, work: () => Promise<T>): Promise<T> => {
    const turn = (tails.get(partner) ?? Promise.resolve()).then(work, work);
    tails.set(partner, turn);
    return turn;
  };
  const prepared = (partner: string): PreparedPartner => {
    const one = byName.get(partner);
    if (!one) throw new ForewarnError('not-found', `there is no partner ${partner}`);
    return one;
  };
  return {
    partners: options.partners,
    check: (tick) =>
      inTurn(tick.partner, () => {
        const partner = prepared(tick.partner);
        const environment =
          partner.agreement.environments.find((one) => one.name === tick.environment) ?? null;
        return runCheck(ports, {
          ...partner,
          journeys: options.journeys,
          environment,
          scheduledTime: new Date(tick.due).toISOString(),
          by: options.by,
          allowPrivate: options.allowPrivate,
          emulated: environment !== null && options.emulated(environment),
          offline: options.offline ?? false,
        });
      }),
    sweep: (partner) =>
      inTurn(partner, () =>
        sweep(ports, { agreement: prepared(partner).agreement, journeys: options.journeys, messageOf }),
      ),
  };
}
