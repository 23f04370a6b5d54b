import type { ApiDocument } from '../openapi/document/types.ts';
import type { ConformResult } from './conform.ts';
import { controlsOf } from './control.ts';
import { stepWords } from './failure-steps.ts';
import { isEveryRecordLost, recordOf } from './known-records.ts';
import { type Beside, outageOf, saysRefused } from './outage-of.ts';
import { type Refused, weighRefusal } from './refusal.ts';
import type { Exchange, Failure, LiveObservation } from './types.ts';

/**
 * What an exchange is good for: judged (its answer is compared with the documents), not verified (it says
 * nothing about the contract), or refused (live refuses a call that the baseline allows: a drift candidate).
 */
export type Assessment =
  | { kind: 'judged' }
  | { kind: 'not-verified'; failure: Failure; next: string }
  | Refused;

/** What is known beside the exchanges themselves. */
export interface ClassifyContext {
  /** Each exchange against the baseline, by exchange id. */
  conform: ReadonlyMap<number, ConformResult>;
  /** The baseline: tells what an error that comes as a good answer lacks. */
  document?: ApiDocument;
  /** Numbers of interactions whose record could not be had, where that is known otherwise. */
  findFailed?: ReadonlySet<number>;
}

/**
 * Tells outages and our own faults from changes of the partner's: what is neither is judged or a candidate.
 * 5xx is never drift; a refusal counts only where nothing else explains it.
 */
export function classify(observation: LiveObservation, context: ClassifyContext): Map<number, Assessment> {
  const { conform, findFailed } = context;
  const assessments = new Map<number, Assessment>();
  const keptOut = new Set<number>();
  const failed = interactionsThat(observation, ({ outcome }) => outcome === 'failed');
  for (const exchange of observation.exchanges) {
    const beside = besideOf(exchange, context, failed);
    const outage = outageOf(exchange, beside) ?? ownFailure(exchange);
    if (outage) assessments.set(exchange.id, notVerified(outage));
    else if (saysRefused(exchange, beside)) keptOut.add(exchange.id);
  }
  const asExpected = interactionsThat(
    observation,
    ({ outcome, mismatches }) =>
      (outcome === 'passed' || outcome === 'failed') && !mismatches.some(({ where }) => where === 'status'),
  );
  const facts = { observation, conform, asExpected, outages: new Set([...assessments.keys(), ...keptOut]) };
  const elsewhere = controlsOf(facts);
  for (const exchange of observation.exchanges) {
    const { id, response: answer, purpose, interaction } = exchange;
    if (!answer || assessments.has(id)) continue;
    const around = elsewhere(exchange);
    const isAsked = purpose === 'interaction' && interaction !== null && asExpected.has(interaction);
    // An error that our pact asks for is the API's own only while it lives elsewhere, or is written as agreed.
    const isOwnError = around !== 'failed' || !failed.has(interaction ?? -1);
    const isFine = isOwnBusiness(purpose) || (isAsked && isOwnError && !keptOut.has(id));
    if (isFine) {
      assessments.set(id, { kind: 'judged' });
      continue;
    }
    const weighed = weighRefusal({
      exchange,
      answer,
      conformed: conform.get(id),
      elsewhere: around,
      record: recordOf(facts, exchange, findFailed),
      everyRecordLost: isEveryRecordLost(facts, exchange),
      saysRefused: keptOut.has(id),
    });
    assessments.set(
      id,
      weighed && 'class' in weighed ? notVerified(weighed) : (weighed ?? { kind: 'judged' }),
    );
  }
  return assessments;
}

function besideOf(exchange: Exchange, context: ClassifyContext, failed: ReadonlySet<number>): Beside {
  const { purpose, interaction } = exchange;
  const fitsPact = !(purpose === 'interaction' && interaction !== null && failed.has(interaction));
  return { conformed: context.conform.get(exchange.id), document: context.document, fitsPact };
}

function interactionsThat(
  observation: LiveObservation,
  are: (one: LiveObservation['interactions'][number]) => boolean,
): Set<number> {
  return new Set(observation.interactions.filter(are).map(({ number }) => number));
}

/** Tokens and documents: what is wrong with their answers is no matter of an operation. */
function isOwnBusiness(purpose: Exchange['purpose']): boolean {
  return purpose === 'token' || purpose === 'document';
}

function ownFailure({ purpose, response }: Exchange): Failure | null {
  const status = response?.status ?? 0;
  const detail = `HTTP ${status}`;
  if (purpose === 'token' && status >= 300) return { class: 'credentials', detail };
  if (purpose !== 'document' || status < 400) return null;
  return { class: status === 401 || status === 403 ? 'credentials' : 'document-unreadable', detail };
}

function notVerified(failure: Failure): Assessment {
  return { kind: 'not-verified', failure, next: stepWords(failure.class) };
}
