import { createLookMemory } from '../../../src/adapters/files/look-memory.ts';
import { createLiveSource } from '../../../src/adapters/pact/live-source.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, monotonic, pactV3, partnerOpener } from '../../adapters/look-plan.ts';

// One look in mode full in a process of its own, which may be killed: node look-that-makes.ts URL FOLDER

const MARK = `\${run.id}`;
const ofReference = { each: '/data', where: { '/reference': MARK } };

const STATES: JsonObject = {
  'a charge exists': {
    find: { get: '/charges', each: '/data', where: { '/reference': 'nobody has this' } },
    make: [{ post: '/charges', headers: { 'Idempotency-Key': MARK }, body: {}, capture: { id: '/id' } }],
    teardown: [{ delete: `/charges/\${id}` }],
    returns: { id: `\${id}` },
  },
  'an order exists': {
    make: [
      {
        post: '/customers',
        body: { reference: MARK },
        capture: { customer: '/id' },
        recover: { get: `/customers?reference=${MARK}`, ...ofReference, capture: { customer: '/id' } },
      },
      {
        post: '/orders',
        body: { customer: `\${customer}`, reference: MARK },
        capture: { order: '/id' },
        recover: { get: `/orders?reference=${MARK}`, each: '/data', capture: { order: '/id' } },
      },
    ],
    teardown: [{ delete: `/orders/\${order}` }, { delete: `/customers/\${customer}` }],
    returns: { id: `\${order}` },
  },
  cleanup: {
    'a request to create a charge': {
      headers: { 'Idempotency-Key': MARK },
      capture: { id: '/id' },
      teardown: [{ delete: `/charges/\${id}` }],
    },
    'POST /orders': {
      body: { '/reference': MARK },
      recover: { get: '/orders', ...ofReference, capture: { id: '/id' } },
      capture: { id: '/id' },
      teardown: [{ delete: `/orders/\${id}` }],
    },
  },
};

const reads = (state: string, name: string): JsonObject => ({
  description: `a request for one of ${name}`,
  providerStates: [{ name: state, params: {} }],
  request: {
    method: 'GET',
    path: `/${name}/x`,
    generators: { path: { type: 'ProviderState', expression: `/${name}/\${id}`, dataType: 'STRING' } },
  },
  response: { status: 200 },
});
const creates = (description: string, path: string): JsonObject => ({
  description,
  request: {
    method: 'POST',
    path,
    headers: { 'Content-Type': 'application/json' },
    body: { reference: 'ours' },
  },
  response: { status: 201 },
});
const PACT = pactV3([
  reads('a charge exists', 'charges'),
  creates('a request to create a charge', '/charges'),
  reads('an order exists', 'orders'),
  creates('a request to create an order', '/orders'),
]);

const [url = '', folder = ''] = process.argv.slice(2);
const source = createLiveSource({
  openPartner: partnerOpener(),
  monotonic,
  log: { info: () => undefined, warn: () => undefined },
  memory: createLookMemory(() => folder),
});
const plan = lookPlan({ url, pacts: [PACT], states: STATES, emulated: false, deadlineMs: 60_000 });
const { interactions, made } = await source.observe(plan);
process.send?.({ outcomes: interactions.map(({ outcome }) => outcome), made: made ?? null });
process.disconnect?.();
