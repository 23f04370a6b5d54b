import { isForeignPage, isLoginRedirect, saysNoSuchRecord, tellsQuota } from './answer-signs.ts';
import type { ConformResult } from './conform.ts';
import { controlsOf, credentialOf, type Elsewhere } from './control.ts';
import { NEXT_STEPS, type NextStep } from './failure-steps.ts';
import { isEveryRecordLost, recordOf } from './known-records.ts';
import type { Exchange, Failure, FailureClass, LiveObservation } from './types.ts';

/**
 * What an exchange is good for: judged (its answer is compared with the documents), not verified (it says
 * nothing about the contract), or refused (live refuses a call that the baseline allows: a drift candidate).
 */
export type Assessment =
  | { kind: 'judged' }
  | { kind: 'not-verified'; failure: Failure; next: string }
  | { kind: 'refused'; section: 'request' | 'security' | 'operation'; reason: string };

/** What is known beside the exchanges themselves. */
export interface ClassifyContext {
  /** Each exchange against the baseline, by exchange id. */
  conform: ReadonlyMap<number, ConformResult>;
  /** Numbers of interactions whose record could not be had, where that is known otherwise. */
  findFailed?: ReadonlySet<number>;
}

interface Case {
  exchange: Exchange;
  answer: NonNullable<Exchange['response']>;
  conformed: ConformResult | undefined;
  elsewhere: Elsewhere;
  record: ReturnType<typeof recordOf>;
  everyRecordLost: boolean;
}

/**
 * Tells outages and our own faults from changes of the partner's: what is neither is judged or a candidate.
 * 5xx is never drift; a refusal counts only where nothing else explains it.
 */
export function classify(observation: LiveObservation, context: ClassifyContext): Map<number, Assessment> {
  const { conform, findFailed } = context;
  const assessments = new Map<number, Assessment>();
  for (const exchange of observation.exchanges) {
    const outage = outageOf(exchange, conform.get(exchange.id));
    if (outage) assessments.set(exchange.id, outage);
  }
  const asExpected = statusesAsExpected(observation);
  const facts = { observation, conform, asExpected, outages: new Set(assessments.keys()) };
  const elsewhere = controlsOf(facts);
  for (const exchange of observation.exchanges) {
    const { response: answer, purpose, interaction } = exchange;
    if (!answer || assessments.has(exchange.id)) continue;
    const isAsked = purpose === 'interaction' && interaction !== null && asExpected.has(interaction);
    const assessment: Assessment =
      isAsked || isOwnBusiness(purpose)
        ? { kind: 'judged' }
        : refusalOf({
            exchange,
            answer,
            conformed: conform.get(exchange.id),
            elsewhere: elsewhere(exchange),
            record: recordOf(facts, exchange, findFailed),
            everyRecordLost: isEveryRecordLost(facts, exchange),
          });
    assessments.set(exchange.id, assessment);
  }
  return assessments;
}

/** What to do about a failure, and whose step that is. */
export function nextStep(failure: Failure): NextStep {
  return NEXT_STEPS[failure.class];
}

/** Interactions whose status came as the pact wants it, an error included. */
function statusesAsExpected(observation: LiveObservation): Set<number> {
  return new Set(
    observation.interactions
      .filter(({ outcome }) => outcome === 'passed' || outcome === 'failed')
      .filter(({ mismatches }) => !mismatches.some(({ where }) => where === 'status'))
      .map(({ number }) => number),
  );
}

/** Tokens and documents: what is wrong with their answers is no matter of an operation. */
function isOwnBusiness(purpose: Exchange['purpose']): boolean {
  return purpose === 'token' || purpose === 'document';
}

/** Answers that say nothing about the contract, whatever else came in this look. */
function outageOf(exchange: Exchange, conformed: ConformResult | undefined): Assessment | null {
  const { purpose, request, response: answer, failure } = exchange;
  if (failure || !answer) return notVerified(failure ?? { class: 'reset', detail: 'no answer' });
  const { status } = answer;
  const page = request.method !== 'HEAD' && isForeignPage(answer, conformed?.operation ?? null);
  if (status >= 500) return unseen(status === 503 && page ? 'maintenance' : 'server-error', status);
  const quota = status === 429 || status === 420 || (status === 403 && tellsQuota(answer));
  if (quota) return unseen('throttled', status);
  if (status === 408) return unseen('timeout', status);
  if (status === 407 || status === 511) return unseen('intercepted', status);
  // A route that is gone is often told by a page of the framework: that is left to the rule for 404.
  if (page && (isOwnBusiness(purpose) || ![404, 405, 410].includes(status))) return unseen('blocked', status);
  if (isLoginRedirect(answer)) return unseen('blocked', status);
  if (purpose === 'token' && status >= 300) return unseen('credentials', status);
  if (purpose !== 'document' || status < 400) return null;
  return unseen(status === 401 || status === 403 ? 'credentials' : 'document-unreadable', status);
}

function refusalOf(one: Case): Assessment {
  const { status } = one.answer;
  if (status < 400) return { kind: 'judged' };
  switch (status) {
    case 401:
    case 403:
      return accessRefused(one);
    case 404:
    case 405:
    case 410:
      return operationRefused(one);
    case 402:
    case 451:
      return unseen('permission', status);
    case 409:
    case 412:
    case 423:
    case 424:
      return unseen('state-missing', status);
    default:
      return requestRefused(one);
  }
}

function accessRefused({ exchange, answer, conformed, elsewhere }: Case): Assessment {
  const needed = conformed?.operation?.security?.every((one) => Object.keys(one).length > 0) ?? false;
  const nothingSent = credentialOf(exchange) === '' && needed;
  if (elsewhere === 'succeeded' && !nothingSent) return refused('security', answer.status);
  return unseen(answer.status === 401 || nothingSent ? 'credentials' : 'permission', answer.status);
}

function operationRefused(one: Case): Assessment {
  const { answer, conformed, elsewhere, record, everyRecordLost } = one;
  const { status } = answer;
  const operation = conformed?.operation ?? null;
  if (!operation || forbids(conformed)) return unseen('our-request', status);
  if (isForeignPage(answer, operation) && elsewhere !== 'succeeded') return unseen('blocked', status);
  if (elsewhere === 'failed') return unseen('our-request', status);
  if (!operation.path.includes('{') || status === 405) return refused('operation', status);
  if (record === 'missing' || saysNoSuchRecord(answer)) return unseen('state-missing', status);
  if (record === 'found' || everyRecordLost) return refused('operation', status);
  return unseen('state-missing', status);
}

function requestRefused({ answer, conformed, elsewhere, record }: Case): Assessment {
  const { status } = answer;
  if (!conformed?.operation || forbids(conformed)) return unseen('our-request', status);
  if (record === 'missing' || saysNoSuchRecord(answer)) return unseen('state-missing', status);
  if (elsewhere === 'failed') return unseen('our-request', status);
  return refused('request', status);
}

/** True if the baseline does not allow what we sent. */
function forbids(conformed: ConformResult | undefined): boolean {
  return conformed?.request.some(({ level }) => level !== 'info') ?? false;
}

function refused(section: 'request' | 'security' | 'operation', status: number): Assessment {
  return { kind: 'refused', section, reason: `HTTP ${status}` };
}

function unseen(failure: FailureClass, status: number): Assessment {
  return notVerified({ class: failure, detail: `HTTP ${status}` });
}

function notVerified(failure: Failure): Assessment {
  return { kind: 'not-verified', failure, next: nextStep(failure).text };
}
