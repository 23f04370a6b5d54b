import { isObject, type Json, type JsonObject } from '../../../core/json.ts';
import type { Behaviour, Call, Outcome, Seed } from '../types.ts';

const LABELS = '/v2/labels';
const SEEDED = 40;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Smallest units of the currency, for the first kilogram; each further one costs a tenth more. */
const PRICES: Record<string, number> = { point: 390, home: 590, express: 990, freight: 4900 };
const HOME: JsonObject = {
  name: 'Test Reader',
  line1: 'Harbour Street 1',
  line2: null,
  postcode: '11130',
  city: 'Northhaven',
  country: 'SE',
};

/**
 * What Swift Ship's document cannot say: a parcel is followed by the label that it carries, and what was handed over
 * can not be made void any more.
 */
export const swiftShip: Behaviour = {
  seed: (now) => ({ [LABELS]: Array.from({ length: SEEDED }, (_, index) => seededLabel(index, now)) }),
  create: {
    createLabel: (record, call) => {
      const sent = isObject(call.body) ? call.body : {};
      const number = 5_000_000 + call.records.added(LABELS);
      return label(sent, String(record.id), { number, status: 'printed', made: call.now });
    },
  },
  operations: { trackParcel, voidLabel },
};

function seededLabel(index: number, now: Date): Seed {
  const id = `lb_${(index * 7919 + 46_656).toString(36)}`;
  const status = index >= SEEDED - 4 ? 'printed' : index >= SEEDED - 16 ? 'handed_over' : 'delivered';
  const sent = {
    service: index % 4 === 3 ? 'express' : 'home',
    to: HOME,
    parcel: { weight: 400 + (index % 9) * 350 },
    reference: `order-${1000 + index}`,
  };
  const made = new Date(now.getTime() - (SEEDED - index) * 6 * HOUR_MS);
  return [id, label(sent, id, { number: 1001 + index, status, made })];
}

/** @param sent has fitted the document's `NewLabel` already. */
function label(sent: JsonObject, id: string, of: { number: number; status: string; made: Date }): JsonObject {
  const { weight = 1 } = isObject(sent.parcel) ? sent.parcel : {};
  const first = PRICES[String(sent.service)] ?? 590;
  const further = Math.max(0, Math.ceil(Number(weight) / 1000) - 1);
  return {
    id,
    tracking_number: `SW${String(of.number).padStart(9, '0')}`,
    status: of.status,
    service: sent.service ?? 'home',
    price: { amount: first + further * Math.round(first / 10), currency: 'EUR' },
    to: sent.to ?? HOME,
    parcel: sent.parcel ?? { weight: 1 },
    reference: sent.reference ?? null,
    adult_only: sent.adult_only ?? false,
    created: of.made.toISOString(),
    carbon_grams: 120 + further * 40,
    zone: 'domestic',
  };
}

function trackParcel(call: Call): Outcome {
  const number = call.pathParams.trackingNumber ?? '';
  const found = call.records.list(LABELS).find(([, record]) => record.tracking_number === number)?.[1];
  if (!found || found.status === 'void')
    return { refused: 'not-found', message: 'There is no such parcel.', code: 'no_such_parcel' };
  const made = Date.parse(String(found.created));
  const steps = {
    printed: ['announced'],
    handed_over: ['announced', 'collected', 'sorted'],
    delivered: ['announced', 'collected', 'sorted', 'loaded', 'delivered'],
  }[String(found.status)] ?? ['announced', 'collected', 'returned'];
  const status =
    { printed: 'announced', handed_over: 'in_transit', delivered: 'delivered' }[String(found.status)] ??
    'returned';
  return {
    body: {
      tracking_number: number,
      status,
      expected: new Date(made + 2 * DAY_MS).toISOString().slice(0, 10),
      reference: found.reference ?? null,
      weight: isObject(found.parcel) ? (found.parcel.weight as Json) : 1,
      signed_by: null,
      events: steps.map((code, index) => ({
        at: new Date(made + index * 5 * HOUR_MS).toISOString(),
        code,
        text: TEXTS[code] ?? code,
        place: 'Northhaven',
      })),
    },
  };
}

const TEXTS: Record<string, string> = {
  announced: 'The sender has announced the parcel',
  collected: 'Collected from the sender',
  sorted: 'Sorted in the depot',
  loaded: 'On the van',
  delivered: 'Delivered',
  returned: 'On its way back to the sender',
};

function voidLabel(call: Call): Outcome {
  const id = call.pathParams.labelId ?? '';
  const found = call.records.get(LABELS, id);
  if (!found) return { refused: 'not-found', message: 'There is no such label.', code: 'no_such_label' };
  if (found.status !== 'printed')
    return { refused: 'state', message: 'The parcel was handed over already.', code: 'handed_over' };
  call.records.put(LABELS, id, { ...found, status: 'void' });
  return { status: 204 };
}
