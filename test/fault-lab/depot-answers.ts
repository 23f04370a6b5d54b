import type { JsonObject } from '../../src/core/json.ts';
import {
  type DisturbedRequest,
  jsonAnswer,
  problem,
  type Reply,
  textAnswer,
} from '../../src/local/disturb/reply.ts';
import { NAMES, OPERATIONS, type OperationName } from './depot-document.ts';

/** A request as the lab's partner got it. */
export interface LabRequest extends DisturbedRequest {
  operation: OperationName | null;
}

/** The secret that the lab's partner knows us by. */
export const TOKEN = 'lab-token-5f1c2d';

/** The operation that a call is for; null for none. */
export function operationOf(method: string, path: string): OperationName | null {
  const steps = path.split('/');
  return (
    NAMES.find((name) => {
      const [verb, template = ''] = OPERATIONS[name].split(' ');
      const wanted = template.split('/');
      if (verb !== method || wanted.length !== steps.length) return false;
      return wanted.every((step, at) => step.startsWith('{') || step === steps[at]);
    }) ?? null
  );
}

/** A charge as the partner keeps it. */
export function charge(id: string): JsonObject {
  return {
    id,
    amount: 1250,
    currency: 'EUR',
    status: 'succeeded',
    created: '2026-10-01T12:00:00Z',
    customer: 'cus_1',
    // A text that must not be taken for an outage.
    description: 'Annual maintenance fee; too many requests are billed, service unavailable on Sundays',
  };
}

function customer(id: string): JsonObject {
  return { id, name: 'A. Buyer', active: true, tags: ['new'], address: { street: 'Quay 1', city: 'Port' } };
}

const ANSWERS: Record<OperationName, (id: string) => Reply> = {
  listCharges: () =>
    jsonAnswer(
      200,
      { data: [charge('ch_1'), charge('ch_2')], has_more: false, next_cursor: null },
      { 'x-total-count': '2' },
    ),
  createCharge: () => jsonAnswer(201, charge('ch_3')),
  getCharge: (id) => (id === 'ch_none' ? problem(404, 'No such charge') : jsonAnswer(200, charge(id))),
  cancelCharge: () => ({ status: 204, headers: {}, body: undefined }),
  getCustomer: (id) => jsonAnswer(200, customer(id)),
  getBalance: () => jsonAnswer(200, { available: 91_200, pending: 300, currency: 'EUR' }),
  listRates: () =>
    jsonAnswer(200, [
      { currency: 'USD', rate: 1.08 },
      { currency: 'GBP', rate: 0.84 },
    ]),
  getExport: () => textAnswer(200, 'text/csv', 'id,amount\nch_1,1250\n'),
  ping: () => jsonAnswer(200, { ok: true }),
};

/** What the partner answers while it is well and keeps to what was agreed. */
export function wellAnswer(request: LabRequest): Reply {
  const { operation, headers, path } = request;
  if (!operation) return problem(404, 'Not Found');
  if (operation !== 'ping' && headers.authorization !== `Bearer ${TOKEN}`)
    return problem(401, 'Unauthorized');
  return ANSWERS[operation](path.split('/').at(-1) ?? '');
}
