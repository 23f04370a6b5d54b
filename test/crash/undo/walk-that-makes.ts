import { createLookMemory } from '../../../src/adapters/files/look-memory.ts';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { createMakerOpener } from '../../../src/adapters/pact/walk-maker.ts';
import { walkJourney } from '../../../src/app/walk-journey.ts';
import { readJourneys } from '../../../src/core/agreement/read-journeys.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { lookPlan, monotonic, pactV3, partnerOpener } from '../../adapters/look-plan.ts';

// One walk in mode full in a process of its own, which may be killed: node walk-that-makes.ts URL FOLDER

const MARK = `\${run.id}`;
const item = (name: string, operation: string): JsonObject => ({
  [`/${name}`]: { post: { operationId: operation, responses: { 201: { description: 'made' } } } },
  [`/${name}/{id}`]: {
    get: {
      operationId: `read-${name}`,
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: 'one' } },
    },
  },
});
const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    ...item('customers', 'createCustomer'),
    ...item('orders', 'createOrder'),
    ...item('charges', 'charge'),
  },
};
const STATES: JsonObject = {
  'a charge exists': {
    make: [{ post: '/charges', headers: { 'Idempotency-Key': MARK }, body: {}, capture: { id: '/id' } }],
    teardown: [{ delete: `/charges/\${id}` }],
    returns: { id: `\${id}` },
  },
  cleanup: {
    charge: {
      headers: { 'Idempotency-Key': MARK },
      capture: { id: '/id' },
      teardown: [{ delete: `/charges/\${id}` }],
    },
  },
};
const PACT = pactV3([
  {
    description: 'a request for a charge',
    providerStates: [{ name: 'a charge exists', params: {} }],
    request: { method: 'GET', path: '/charges/ch_1' },
    response: { status: 200 },
  },
]);
const recover = (name: string, captured: string) => ({
  get: `/${name}?reference=${MARK}`,
  each: '/data',
  where: { '/reference': MARK },
  capture: { [captured]: '/id' },
});
const JOURNEYS = {
  order: {
    title: 'A customer orders',
    who: 'customer',
    hurts: 'Nothing can be ordered',
    steps: [
      {
        partner: 'shelf',
        operation: 'createCustomer',
        with: { body: { reference: MARK } },
        capture: { customer: '/id' },
        undo: [{ delete: `/customers/\${customer}` }],
        recover: recover('customers', 'customer'),
      },
      {
        partner: 'shelf',
        operation: 'createOrder',
        with: { body: { reference: MARK, customer: `\${customer}` } },
        capture: { order: '/id' },
        undo: [{ delete: `/orders/\${order}` }],
        recover: recover('orders', 'order'),
      },
      {
        partner: 'shelf',
        operation: 'charge',
        with: { body: { order: `\${order}` } },
        capture: { charge: '/id' },
      },
      { partner: 'shelf', interaction: 'a request for a charge', expect: [{ 'not-empty': '/id' }] },
      {
        partner: 'shelf',
        operation: 'read-orders',
        with: { parameters: { id: `\${order}` } },
        expect: [{ equals: '/id', value: `\${order}` }],
      },
    ],
  },
};

const [url = '', folder = ''] = process.argv.slice(2);
const { states, ...plan } = lookPlan({ url, pacts: [PACT], states: STATES, document: DOCUMENT });
const journeys = readJourneys(JOURNEYS, ['shelf']);
if (!journeys.ok || !journeys.value[0]) throw new Error(JSON.stringify(journeys));
const walk = await walkJourney(
  {
    calendar: { kind: 'real', now: () => new Date() },
    monotonic,
    validators: createAjvValidators,
    openPartner: partnerOpener(),
    openMaker: createMakerOpener({
      monotonic,
      log: { info: () => undefined, warn: () => undefined },
      memory: createLookMemory(() => folder),
    }),
  },
  {
    journey: journeys.value[0],
    placeOf: () => ({ ...plan, states }),
    allowPrivate: true,
    emulated: () => false,
    deadlineMs: monotonic.now() + 60_000,
  },
);
process.send?.({
  outcomes: [walk.outcome === 'held' ? 'passed' : JSON.stringify(walk)],
  made: walk.made?.shelf ?? null,
});
process.disconnect?.();
