import { isOurSide } from '../agreement/our-side.ts';
import type { Agreement } from '../agreement/types.ts';
import type { FailureClass } from '../exchange/types.ts';
import type { JsonObject } from '../json.ts';
import type { DriftFacts } from '../ledger/types.ts';
import { effectRank, hurtsNow } from '../lifecycle/cells.ts';
import type { ApiDocument } from '../openapi/document/types.ts';
import { type AgreedPlace, agreedAt } from './agreed-place.ts';
import { type ObservedPlace, observedAt, silentCalls } from './observed-place.ts';
import type { DifferenceFact, EnvironmentWhy } from './types.ts';
import type { Why } from './why.ts';

/** One thing to reproduce, as facts: no values, no credentials. Times in ms since 1970. */
export interface Reproduction {
  environment: string;
  /** Where the environment is: scheme and host; null where the agreement does not have it any more. */
  host: string | null;
  method: string;
  /** The template of the agreed document, else of the subject. */
  path: string;
  /** The last look that was as agreed; null: there was none. */
  before: number | null;
  /** The look that showed it first. */
  at: number;
  /** The last look that showed it so far, and the first one that did not any more. */
  last: number;
  over: number | null;
  what: ReproducedDifference | ReproducedSilence;
}

export interface ReproducedDifference {
  kind: 'difference';
  facts: DriftFacts;
  change: string | null;
  /** Null where the agreed document was not read. */
  agreed: AgreedPlace | null;
  /** Null where no evidence of it is kept. */
  observed: ObservedPlace | null;
}

/** Nothing to judge came back. */
export interface ReproducedSilence {
  kind: 'silence';
  class: FailureClass;
  /** Of the call that is named; null: there was no answer, or no evidence of it is kept. */
  status: number | null;
  /** How many other calls it was the same with. */
  others: number;
}

/** So many differences are told at most, of all environments together. */
const MOST = 5;

/** The differences worth telling the partner, worst first: each once, where nothing is ahead if it is there too. */
function chosenDifferences({ environments }: Why): { of: EnvironmentWhy; fact: DifferenceFact }[] {
  const all = environments.flatMap((of) =>
    of.theirs.flatMap((fact) => (fact.kind === 'difference' && hurtsNow(fact.facts) ? [{ of, fact }] : [])),
  );
  const once = new Map(all.toReversed().map((one) => [one.fact.facts.driftKey, one]));
  return [...once.values()]
    .filter(({ of }) => of.environment !== null && !isOurSide(of.environment))
    .toSorted((a, b) => rank(a.fact) - rank(b.fact) || a.fact.at - b.fact.at)
    .slice(0, MOST);
}

function rank({ facts }: DifferenceFact): number {
  return effectRank(facts.effect);
}

/**
 * What to paste into a mail to the partner.
 *
 * @param on.evidence payloads of the exchanges that were kept, by commitment. @param on.document the agreed one
 */
export function reproductionsOf(
  why: Why,
  on: {
    agreement: Pick<Agreement, 'environments'>;
    document: ApiDocument | null;
    evidence: ReadonlyMap<string, JsonObject>;
  },
): Reproduction[] {
  const differences = chosenDifferences(why).map(({ of, fact }) => differenceIn(of, fact, on));
  return [...differences, ...why.environments.flatMap((of) => silenceIn(of, on))];
}

type On = Parameters<typeof reproductionsOf>[1];

function differenceIn(of: EnvironmentWhy, fact: DifferenceFact, on: On): Reproduction {
  const { facts, change, at, evidence } = fact;
  const { operation, agreed } = on.document
    ? agreedAt(on.document, facts.subject)
    : { operation: null, agreed: null };
  const [method = '', path = ''] = facts.subject.split(' ');
  const payload = evidence.map((one) => on.evidence.get(one)).find((one) => one !== undefined);
  return {
    ...placeOf(of, on),
    method: facts.operation?.method ?? method,
    path: facts.operation?.path ?? operation?.path ?? path,
    at,
    what: {
      kind: 'difference',
      facts,
      change,
      agreed,
      observed: payload ? observedAt(payload, facts.subject) : null,
    },
  };
}

/** What did not answer, where that is the partner's to look at: single operations, or the environment as a whole. */
function silenceIn(of: EnvironmentWhy, on: On): Reproduction[] {
  const { environment } = of;
  if (environment === null || isOurSide(environment)) return [];
  return of.unseen
    .filter(({ whose }) => whose === 'theirs')
    .slice(0, MOST)
    .map(({ at, operation, class: kind, evidence }) => {
      const calls = evidence.flatMap((one) => silentCalls(on.evidence.get(one) ?? null, operation));
      const known = operation === null ? undefined : on.document?.byKey.get(operation);
      const [method = '*', path = '*'] = operation?.split(' ') ?? [];
      const call = calls[0] ?? known ?? { method, path };
      return {
        ...placeOf(of, on),
        method: call.method,
        path: call.path,
        at,
        what: {
          kind: 'silence',
          class: kind,
          status: calls[0]?.status ?? null,
          others: Math.max(0, calls.length - 1),
        },
      };
    });
}

/** What has to be read to tell of them: commitments of exchanges. */
export function evidenceFor(why: Why): string[] {
  const differences = chosenDifferences(why).flatMap(({ fact }) => fact.evidence);
  const silences = why.environments.flatMap(({ unseen }) =>
    unseen.slice(0, MOST).flatMap(({ whose, evidence }) => (whose === 'theirs' ? evidence : [])),
  );
  return [...new Set([...differences, ...silences])];
}

function placeOf(
  { environment, stretch }: EnvironmentWhy,
  { agreement }: On,
): Pick<Reproduction, 'environment' | 'host' | 'before' | 'last' | 'over'> {
  const url = agreement.environments.find(({ name }) => name === environment)?.url ?? null;
  return {
    environment: environment ?? '',
    host: url === null ? null : (/^https?:\/\/[^/?#@]+/i.exec(url)?.[0] ?? null),
    before: stretch?.lastGood ?? null,
    last: stretch?.last ?? 0,
    over: stretch?.over ?? null,
  };
}
