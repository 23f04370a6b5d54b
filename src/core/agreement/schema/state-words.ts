import type { Words } from './describe.ts';

const METHODS: Words = {
  get: { is: 'Path of a GET, below the base URL.', examples: ['/v1/charges?limit=1'] },
  head: 'Path of a HEAD, below the base URL.',
  post: { is: 'Path of a POST, below the base URL.', examples: ['/v1/charges'] },
  put: 'Path of a PUT, below the base URL.',
  patch: 'Path of a PATCH, below the base URL.',
  delete: { is: 'Path of a DELETE, below the base URL.', examples: [`/v1/charges/\${id}`] },
};

const CALL: Words = {
  ...METHODS,
  headers: { is: 'Headers of the call.', examples: [{ 'Idempotency-Key': `\${run.id}` }] },
  body: { is: 'JSON body of the call.', examples: [{ amount: `\${amount}`, currency: 'EUR' }] },
  where: {
    is: 'JSON Pointers into the answer, and the value that each must have.',
    examples: [{ '/data/0/status': 'succeeded' }],
  },
  capture: { is: 'Names to JSON Pointers into the answer.', examples: [{ id: '/data/0/id' }] },
  each: { is: 'JSON Pointer of a list: its first element that fits is taken.', examples: ['/data'] },
  repeatable: 'True if the same call made again gives the same record.',
  undone: { is: 'Refusals that mean that it is undone already.', examples: [[422]] },
};

/** Finds what was made while we could not hear the answer; of a recipe, a step and a journey. */
export const RECOVER: Words[string] = {
  is: 'A query that finds again what was made while we could not hear the answer.',
  keys: CALL,
};

/** The keys of a call that makes or undoes something. */
export const STEP: Words = { ...CALL, recover: RECOVER };

/** The keys below a state's name. */
const RECIPE: Words = {
  find: { is: 'A query whose answer must fit: then nothing has to be made.', keys: CALL },
  make: { is: 'Calls that make it, one after another; only in `mode: full`.', keys: STEP },
  lease: {
    is: 'Lends one of several sets of values that no other look has now.',
    keys: {
      pool: { is: 'The sets of values.', examples: [[{ id: 'ch_1' }, { id: 'ch_2' }]] },
    },
  },
  teardown: { is: 'Calls that undo what was made.', keys: STEP },
  recover: RECOVER,
  returns: { is: 'Values for the generators of the pact.', examples: [{ id: `\${id}` }] },
};

/** The keys of `states.yaml`: below each state's name, and under `cleanup` below an interaction's. */
export const STATES: Words = {
  ...RECIPE,
  cleanup: {
    is: 'What undoes interactions that make something themselves, by description or operation; `none`: nothing has to be.',
    keys: {
      ...RECIPE,
      headers: { is: 'Headers that are added to its call.', examples: [{ 'Idempotency-Key': `\${run.id}` }] },
      body: {
        is: 'JSON Pointers into its body, and what is put there.',
        examples: [{ '/reference': `\${run.id}` }],
      },
      repeatable: 'True if the same call made again gives the same record.',
      capture: { is: 'Names to JSON Pointers into its answer.', examples: [{ id: '/id' }] },
    },
  },
};
