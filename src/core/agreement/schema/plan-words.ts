import type { Words } from './describe.ts';

const FROM = {
  is: 'From when on: a day of the story (0 is its first), or an ISO date, midnight UTC.',
  examples: [0, '2027-06-01'],
};

const HEADERS: Words = {
  deprecation: {
    is: 'Deprecation headers (RFC 9745) by operation, or `*` for all: the time that they say.',
    examples: [{ '*': 4 }],
  },
  sunset: {
    is: 'Sunset headers (RFC 8594) by operation, or `*` for all: the time that they say.',
    examples: [{ 'GET /v1/charges/{id}': '2027-06-01' }],
  },
};

const VERSION: Words = {
  from: FROM,
  document: { is: 'The document that is served and answered by.', examples: ['next.yaml'] },
  answers: { is: 'The document that is answered by, where that is another one.', examples: ['next.yaml'] },
  ...HEADERS,
};

const WINDOW: Words = {
  from: FROM,
  until: { is: 'Until when, not included; without it, it stays.', examples: [3] },
  outage: {
    is: 'Every address answers with this status, or cuts the connection (`reset`).',
    examples: [503],
  },
  fault: 'A fault, of those that `forewarn emulate --fault list` names.',
  drift: 'A true change of answers, of those that `forewarn emulate --drift list` names.',
  at: { is: 'Beside `fault` or `drift`: only at this operation.', examples: ['GET /v1/charges/{id}'] },
  every: { is: 'Beside `fault`: with 3, each third call that could meet it.', examples: [3] },
  credentials: '`refused`: 401 for whatever is shown.',
  ...HEADERS,
};

/** The keys of `contracts/PARTNER/plan.yaml`, below the name of each environment; a list is versions alone. */
export const PLAN: Words = {
  ...VERSION,
  versions: { is: 'Which document it runs from when on; before the first, what was agreed.', keys: VERSION },
  during: { is: 'What is so for a while.', keys: WINDOW },
};
