import { loadDocument } from '../adapters/files/load-document.ts';
import { loadPacts } from '../adapters/files/load-pacts.ts';
import { loadStates } from '../adapters/files/load-states.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import type { Ports } from '../app/ports.ts';
import { runCheck } from '../app/run-check.ts';
import { type Swept, sweep } from '../app/sweep.ts';
import { nearest } from '../core/agreement/nearest.ts';
import type { Agreement, Environment, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import type { Actor } from '../core/ledger/types.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import type { Pact } from '../core/pact/types.ts';
import { messageOf } from '../core/report/messages.ts';
import { declaredOperation } from '../core/usage/usage-of.ts';
import type { Tick } from './schedule.ts';

/** A partner with everything a check of it needs, read once. */
export interface PreparedPartner {
  agreement: Agreement;
  baseline: ApiDocument;
  pacts: Pact[];
  states: JsonObject | null;
}

/**
 * Reads a partner's baseline, pacts and states.
 *
 * @throws ForewarnError where one of them cannot be read, or the agreement names an operation that the
 * baseline does not have.
 */
export async function preparePartner(
  agreement: Agreement,
  cwd: string,
  sha256: Ports['sha256'],
): Promise<PreparedPartner> {
  const raw = await loadDocument(agreement.openapi.baseline, { cwd, fetchText: refuseUrl });
  const baseline = openDocument(raw, sha256);
  for (const { operation } of agreement.uses) {
    if (declaredOperation(baseline, operation)) continue;
    const known = baseline.operations.map((one) => one.operationId ?? `${one.method} ${one.path}`);
    const near = nearest(operation, known);
    throw new ForewarnError('config', `\`uses\` names ${operation}, which the baseline does not have`, {
      place: { file: agreement.file },
      fix: near ? `did you mean ${near}?` : `operations of the baseline: ${known.slice(0, 40).join(', ')}`,
    });
  }
  return { agreement, baseline, pacts: loadPacts(agreement), states: loadStates(agreement, cwd) };
}

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

async function refuseUrl(url: string): Promise<string> {
  throw new ForewarnError('config', `the baseline is a file that both sides agreed on, not ${url}`, {
    fix: 'forewarn init URL writes it',
  });
}
