import type { PreparedPartner } from '../adapters/files/prepare-partner.ts';
import { isCalled, type JourneyPlace } from '../app/walk-journey.ts';
import type { Agreement, Contact, Journey, JourneyStep } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Tick } from './schedule.ts';

/** Where partners are looked at. */
type Looked = readonly Pick<Tick, 'partner' | 'environment'>[];

/** The partners that a journey leads over, in the order of its steps. */
export function partnersOf({ steps }: Journey): string[] {
  return [...new Set(steps.map(({ partner }) => partner))];
}

/** True for a journey whose partners are all looked at, and every step of it where it is called. */
export function isWithin(journey: Journey, looked: Looked): boolean {
  return journey.steps.every((step) => {
    const places = looked.filter(({ partner }) => partner === step.partner);
    return step.environment === undefined || !isCalled(step)
      ? places.length > 0
      : places.some(({ environment }) => environment === step.environment);
  });
}

/**
 * Where a step is called: the environment that it names, else the first of its partner's that is looked at.
 *
 * @throws ForewarnError `config` where there is none
 */
export function placeOf(
  step: JourneyStep,
  { agreement, baseline, pacts, states }: PreparedPartner,
  looked: Looked,
): JourneyPlace {
  const names = looked
    .filter(({ partner }) => partner === step.partner)
    .map(({ environment }) => environment);
  const environment = agreement.environments.find(({ name }) =>
    step.environment === undefined ? names.includes(name) : name === step.environment,
  );
  if (environment) return { agreement, baseline, pacts, states, environment };
  throw new ForewarnError(
    'config',
    `a journey has a step at ${step.partner}, which has no such environment`,
    {
      fix: 'name an `environment` that the agreement has, or leave out what the step sends and expects',
    },
  );
}

/** Who is told of a journey: its own contact, then ours of every partner on the way. */
export function contactsOf({ contact }: Journey, agreements: readonly Agreement[]): Contact[] {
  const own: Contact[] = contact === null ? [] : [{ kind: 'email', address: contact }];
  return [...own, ...agreements.flatMap(({ contacts }) => contacts.ours)];
}
