import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Behaviour, Call, Outcome, Seed } from '../types.ts';
import type { components } from './acme-pay.generated.ts';

type Charge = components['schemas']['Charge'];
type NewCharge = components['schemas']['NewCharge'];
type Refund = components['schemas']['Refund'];
/** What every version needs: the agreed charge, with what later versions show of it. */
type StoredCharge = Omit<Charge, 'status'> & {
  status: Charge['status'] | 'under_review';
  captures: JsonObject[];
};

const CHARGES = '/v1/charges';
/** From this amount on, a person looks at a charge before it succeeds. */
const REVIEWED_FROM = 50_000;
const SEEDED = 60;
const DAY_MS = 86_400_000;

/**
 * What Acme Pay's document cannot say. Records hold what every version needs; which of it is shown follows
 * from the version in force: a charge under review is `pending` in versions that do not know `under_review`.
 */
export const acmePay: Behaviour = {
  seed: (now) => ({ [CHARGES]: Array.from({ length: SEEDED }, (_, index) => seededCharge(index, now)) }),
  create: {
    createCharge: (record, call) => charge(isObject(call.body) ? call.body : {}, String(record.id), call.now),
  },
  operations: { refundCharge: refund },
};

function seededCharge(index: number, now: Date): Seed {
  const id = `ch_${(index * 7919 + 46_656).toString(36)}`;
  const amount = index % 10 === 7 ? 75_000 : index % 3 === 0 ? 4_500 : 1_200;
  const made = new Date(now.getTime() - (SEEDED - index) * DAY_MS);
  return [id, charge({ amount, currency: 'EUR', reference: `order-${1000 + index}` }, id, made)];
}

/** @param sent has fitted the document's `NewCharge` already. */
function charge(sent: JsonObject, id: string, made: Date): JsonObject {
  const { amount, currency, source, reference, description, customer } = sent as unknown as NewCharge;
  const status =
    source === 'tok_declined' ? 'failed' : amount >= REVIEWED_FROM ? 'under_review' : 'succeeded';
  const captured = status === 'succeeded' ? amount : 0;
  return {
    id,
    object: 'charge',
    amount,
    amount_captured: captured,
    captures: captured > 0 ? [{ amount: captured, currency }] : [],
    currency,
    status,
    reference: reference ?? null,
    description: description ?? null,
    customer: customer ?? null,
    created: made.toISOString(),
  } satisfies StoredCharge;
}

/** Only a charge that succeeded can be refunded, once and whole. */
function refund(call: Call): Outcome {
  const id = call.pathParams.id ?? '';
  const found = call.records.get(CHARGES, id);
  if (!found) return { refused: 'not-found', message: 'There is no such charge.', code: 'no_such_charge' };
  if (found.status === 'refunded') {
    return { refused: 'state', message: 'The charge is refunded already.', code: 'charge_already_refunded' };
  }
  if (found.status !== 'succeeded') {
    return { refused: 'state', message: 'The charge has not succeeded.', code: 'charge_not_succeeded' };
  }
  call.records.put(CHARGES, id, { ...found, status: 'refunded' });
  const made = call.sample(call.records.added('/refunds') + 1);
  const refundId = isObject(made) ? String(made.id) : '';
  const record = {
    id: refundId,
    object: 'refund',
    charge: id,
    amount: found.amount as number,
    currency: found.currency as Refund['currency'],
    status: 'succeeded',
    reason: isObject(call.body) ? ((call.body.reason ?? null) as Refund['reason'] & Json) : null,
    created: call.now.toISOString(),
  } satisfies Refund;
  call.records.put('/refunds', refundId, record);
  return { body: record };
}
