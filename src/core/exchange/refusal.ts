import { isForeignPage, saysNoRoute, saysNoSuchRecord } from './answer-signs.ts';
import type { ConformResult } from './conform.ts';
import { credentialOf, type Elsewhere } from './control.ts';
import type { recordOf } from './known-records.ts';
import type { Exchange, Failure, FailureClass } from './types.ts';

/** A call that was refused, and all that may explain it. */
export interface RefusedCall {
  exchange: Exchange;
  answer: NonNullable<Exchange['response']>;
  conformed: ConformResult | undefined;
  elsewhere: Elsewhere;
  record: ReturnType<typeof recordOf>;
  everyRecordLost: boolean;
  /** The answer says in words that it does not know who we are. */
  saysRefused: boolean;
}

/** Live refuses a call that the baseline allows, and nothing of ours and no outage explains it. */
export interface Refused {
  kind: 'refused';
  section: 'request' | 'security' | 'operation';
  reason: string;
}

/** A refusal weighed: a failure that says nothing about the contract, a change, or null for what is judged. */
export function weighRefusal(call: RefusedCall): Failure | Refused | null {
  const { status } = call.answer;
  if (status < 400) return call.saysRefused && call.elsewhere !== 'succeeded' ? credentials(call) : null;
  switch (status) {
    case 401:
    case 403:
      return accessRefused(call);
    case 404:
    case 405:
    case 410:
      return operationRefused(call);
    case 402:
    case 451:
      return unseen('permission', status);
    case 409:
    case 412:
    case 423:
    case 424:
      return unseen('state-missing', status, 'the record is not as the call needs it');
    default:
      return requestRefused(call);
  }
}

function accessRefused(call: RefusedCall): Failure | Refused {
  const { exchange, answer, conformed, elsewhere } = call;
  const needed = conformed?.operation?.security?.every((one) => Object.keys(one).length > 0) ?? false;
  const nothingSent = credentialOf(exchange) === '' && needed;
  if (elsewhere === 'succeeded' && !nothingSent) return refused('security', answer.status);
  if (nothingSent) return unseen('credentials', answer.status, 'none were sent');
  return answer.status === 401 || call.saysRefused
    ? credentials(call)
    : unseen('permission', answer.status, NOWHERE);
}

function operationRefused(call: RefusedCall): Failure | Refused {
  const { answer, conformed, elsewhere, record, everyRecordLost } = call;
  const { status } = answer;
  const operation = conformed?.operation ?? null;
  if (!operation || forbids(conformed)) return unseen('our-request', status, NOT_AGREED);
  if (isForeignPage(answer, operation) && elsewhere !== 'succeeded')
    return unseen('blocked', status, 'a web page');
  if (elsewhere === 'failed') return unseen('our-request', status, NOWHERE);
  if (!operation.path.includes('{') || status === 405) return refused('operation', status);
  if (record === 'missing' || saysNoSuchRecord(answer)) return unseen('state-missing', status, NO_RECORD);
  if (record === 'found' || everyRecordLost) return refused('operation', status);
  if (elsewhere === 'succeeded' && saysNoRoute(answer)) return refused('operation', status);
  return unseen('state-missing', status, 'whether the record is there is not known');
}

function requestRefused(call: RefusedCall): Failure | Refused {
  const { answer, conformed, elsewhere, record } = call;
  const { status } = answer;
  if (!conformed?.operation || forbids(conformed)) return unseen('our-request', status, NOT_AGREED);
  if (elsewhere !== 'succeeded' && call.saysRefused) return credentials(call);
  if (elsewhere === 'failed') return unseen('our-request', status, NOWHERE);
  if (record === 'missing' || saysNoSuchRecord(answer)) return unseen('state-missing', status, NO_RECORD);
  return refused('request', status);
}

const NOWHERE = 'and no other call with these credentials succeeds';
const NOT_AGREED = 'to a call that the agreed document does not allow';
const NO_RECORD = 'the record is not there';

function credentials({ answer, elsewhere }: RefusedCall): Failure {
  return unseen(
    'credentials',
    answer.status,
    elsewhere === 'failed' ? NOWHERE : 'and nothing shows that they hold',
  );
}

/** True if the baseline does not allow what we sent. */
function forbids(conformed: ConformResult | undefined): boolean {
  return conformed?.request.some(({ level, facet }) => level !== 'info' && facet !== 'format') ?? false;
}

function refused(section: Refused['section'], status: number): Refused {
  return { kind: 'refused', section, reason: `HTTP ${status}` };
}

function unseen(failure: FailureClass, status: number, why?: string): Failure {
  return { class: failure, detail: why ? `HTTP ${status}, ${why}` : `HTTP ${status}` };
}
