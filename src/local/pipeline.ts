import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import { checkJourney, type WalkedJourney } from '../app/check-journey.ts';
import { checkOurSide } from '../app/check-our-side.ts';
import type { CheckOutcome } from '../app/check-report.ts';
import { checkWithBroker } from '../app/check-with-broker.ts';
import type { Ports } from '../app/ports.ts';
import { type Swept, sweep } from '../app/sweep.ts';
import { isOurSide, OUR_SIDE } from '../core/agreement/our-side.ts';
import type { Environment, Journey } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Actor } from '../core/ledger/types.ts';
import { messageOf } from '../core/report/messages/messages.ts';
import { createGate } from './gate.ts';
import { contactsOf, partnersOf, placeOf } from './journey-places.ts';
import type { Tick } from './schedule.ts';

/** How the checks of a pipeline are carried out. */
export interface PipelineOptions {
  ports: Ports;
  partners: readonly PreparedPartner[];
  journeys: Journey[];
  by: Actor;
  allowPrivate: boolean;
  /** Whether an environment is emulated on this machine: what is made there ends with it. */
  emulated(environment: Environment): boolean;
  offline?: boolean;
  /** The name of the place that is looked from, where there are several. */
  vantage?: string;
  /** Called before each look. */
  beforeLook?: () => Promise<void>;
  /** Checks that run at once; a partner with pacts takes a process of its own for each. */
  atOnce?: number;
}

/** Where nobody says how many. */
export const AT_ONCE = 8;

/** The one-machine pipeline: a tick is checked, committed, and what is due is sent. */
export interface Pipeline {
  partners: readonly PreparedPartner[];
  journeys: readonly Journey[];
  check(tick: Tick): Promise<CheckOutcome>;
  sweep(partner: string): Promise<Swept>;
  /** Walks a journey, each step in the environment that it names, else the first of `looked` of its partner. */
  walk(journey: Journey, on: { looked: readonly Place[]; tell: boolean }): Promise<WalkedJourney>;
}

/** Where a partner is looked at. */
type Place = Pick<Tick, 'partner' | 'environment'>;

/** Longest time that a walk may take, in ms. */
const WALK_MS = 120_000;

/**
 * Builds the pipeline. Checks of one partner go one after another, those of different partners side by side; a walk takes
 * its turn with the checks of each partner on its way.
 */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { ports } = options;
  const byName = new Map(options.partners.map((one) => [one.agreement.partner, one]));
  const gate = createGate(options.atOnce ?? AT_ONCE);
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
  const look = (tick: Tick): Promise<CheckOutcome> => {
    const partner = prepared(tick.partner);
    const asked = {
      journeys: options.journeys,
      scheduledTime: new Date(tick.due).toISOString(),
      by: options.by,
      allowPrivate: options.allowPrivate,
      offline: options.offline ?? false,
      ...(options.vantage === undefined ? {} : { vantage: options.vantage }),
    };
    const { ours, ...theirs } = partner;
    if (ours && tick.environment !== null && isOurSide(tick.environment)) {
      const emulated = partner.agreement.ours?.environments.some(
        (one) => `${OUR_SIDE}:${one.name}` === tick.environment && options.emulated(one),
      );
      const name = tick.environment;
      return checkOurSide(ports, { ...theirs, ...asked, emulated: emulated ?? false }, { ours, name });
    }
    const environment = partner.agreement.environments.find((one) => one.name === tick.environment) ?? null;
    return checkWithBroker(ports, {
      ...theirs,
      ...asked,
      environment,
      emulated: environment !== null && options.emulated(environment),
    });
  };
  return {
    partners: options.partners,
    journeys: options.journeys,
    walk: (journey, { looked, tell }) => {
      const { openPartner, openMaker, journeys } = ports;
      if (!openPartner || !openMaker || !journeys)
        throw new ForewarnError('internal', 'journeys are not wired');
      const agreements = partnersOf(journey).map((partner) => prepared(partner).agreement);
      const walk = () =>
        checkJourney(
          { ...ports, openPartner, openMaker, journeys },
          {
            journey,
            placeOf: (step) => placeOf(step, prepared(step.partner), looked),
            allowPrivate: options.allowPrivate,
            emulated: options.emulated,
            deadlineMs: ports.monotonic.now() + WALK_MS,
            confirm: Math.max(...agreements.map(({ policy }) => policy.confirm)),
            contacts: tell ? contactsOf(journey, agreements) : [],
          },
        );
      // Always in the same order: no two walks wait for each other.
      const inOrder = partnersOf(journey).toSorted();
      return inOrder.reduceRight((inner, partner) => () => inTurn(partner, inner), walk)();
    },
    check: (tick) =>
      inTurn(tick.partner, async () => {
        await options.beforeLook?.();
        return gate(() => look(tick));
      }),
    sweep: (partner) =>
      inTurn(partner, () =>
        sweep(ports, { agreement: prepared(partner).agreement, journeys: options.journeys, messageOf }),
      ),
  };
}
