import { recordWords, stepWords } from '../../exchange/failure-steps.ts';
import type { Failure } from '../../exchange/types.ts';
import type { OperationSight } from '../../lifecycle/types.ts';
import type { Coverage, NotVerified, SourceName } from '../finding.ts';
import { hiddenFailures } from './hidden-failures.ts';
import type { AssessInput } from './types.ts';

/** Something that was due at live: an interaction or a use, and what became of it. */
interface Due {
  interaction: string | null;
  /** Key of its operation; null where the agreed document has none. */
  operation: string | null;
  skipped: keyof Coverage['skipped'] | null;
  failure: Failure | null;
  /** A message: what is due is that one was recorded. */
  isMessage: boolean;
}

/** Everything that was due and could not be seen, each with its class and who does what about it. */
export function notVerifiedOf(input: AssessInput): NotVerified[] {
  const record = (source: SourceName, failure: Failure, of?: Due): NotVerified => ({
    partner: input.agreement.partner,
    environment: input.environment,
    source,
    class: failure.class,
    interaction: of?.interaction ?? null,
    operation: of?.operation ?? null,
    detail: failure.detail,
    next:
      of?.isMessage && failure.class === 'state-missing'
        ? recordWords(input.ourSide === true)
        : stepWords(failure.class),
  });
  const unseen: NotVerified[] = [];
  if (input.published.kind === 'unread') unseen.push(record('documents', input.published.failure));
  const { observation } = input;
  if (!observation) return unseen;
  const live = dueOf(input).flatMap((one) => (one.failure ? record('live', one.failure, one) : []));
  if (observation.failure && live.length === 0) live.push(record('live', observation.failure));
  return [...unseen, ...live];
}

/** How much of what we use this look really judged, and what it left out on purpose. */
export function coverageOf(input: AssessInput): Coverage {
  const skipped = { mode: 0, budget: 0, doNotCall: 0 };
  const used = input.usage.operations.length;
  if (!input.observation) return { used, exercised: 0, skipped };
  if (input.observation.recordedAlone)
    return { used, exercised: operationSightOf(input)?.seen.length ?? 0, skipped };
  const due = dueOf(input);
  for (const one of due) if (one.skipped) skipped[one.skipped]++;
  const exercised = due.filter((one) => !one.skipped && !one.failure).length;
  return { used: due.length, exercised, skipped };
}

/** What was seen of each operation that we use; undefined where live was not looked at. */
export function operationSightOf(input: AssessInput): OperationSight | undefined {
  if (!input.observation) return undefined;
  const sight: Record<string, { seen: boolean; failure: Failure | null }> = Object.create(null);
  for (const one of dueOf(input)) {
    const name = one.operation ?? one.interaction ?? '';
    const known = sight[name] ?? { seen: false, failure: null };
    sight[name] = {
      seen: known.seen || (!one.skipped && !one.failure),
      failure: known.failure ?? one.failure,
    };
  }
  const all = Object.entries(sight);
  return {
    seen: all.filter(([, one]) => one.seen && !one.failure).map(([name]) => name),
    unseen: all.flatMap(([operation, { failure }]) => (failure ? { operation, class: failure.class } : [])),
    left: all.filter(([, one]) => !one.seen && !one.failure).map(([name]) => name),
  };
}

function dueOf(input: AssessInput): Due[] {
  const { observation, usage } = input;
  if (!observation) return [];
  const hidden = hiddenFailures(input);
  const keys = new Map(
    usage.operations.flatMap(({ key, by }) =>
      by.map(({ pact, interaction }) => [`${pact} ${interaction}`, key] as const),
    ),
  );
  const told = toldAlready(input);
  return [
    ...observation.interactions.map((one) => {
      const failure = hidden.interactions.get(one.number) ?? one.failure;
      const isTold = failure?.class === 'our-request' && told.has(`${one.pact} ${one.description}`);
      return {
        interaction: one.description,
        operation: keys.get(`${one.pact} ${one.description}`) ?? null,
        skipped: one.skipped,
        failure: isTold ? null : failure,
        isMessage: one.message === true,
      };
    }),
    ...observation.uses.map((one) => ({
      interaction: null,
      operation: one.operation,
      skipped: one.skipped,
      failure: hidden.uses.get(one.operation) ?? one.failure,
      isMessage: false,
    })),
  ];
}

/** Interactions of a partner's pact that our own document refuses: that our environment does so too hides nothing. */
function toldAlready({ ourSide, fits }: AssessInput): Set<string> {
  const refused = ourSide ? fits.filter(({ baseline }) => baseline.length > 0) : [];
  return new Set(refused.map(({ pact, interaction }) => `${pact} ${interaction}`));
}
