import type { Words } from './describe.ts';
import { AUTH, ENVIRONMENT } from './environment-words.ts';

const SPAN: Words = {
  from: { is: 'First day, or instant with its zone.', examples: ['2026-12-20', '2026-12-01T02:00Z'] },
  to: { is: 'Last day, or instant with its zone: like `from`.', examples: ['2027-01-04'] },
  why: 'Why, in words.',
};

const EXCEPTION: Words = {
  ref: { is: 'Reference of a change.', examples: ['ACME-PAY-12'] },
  fingerprint: 'Fingerprint of one difference, as reports show it.',
  rule: { is: 'Id of a rule (`forewarn rules`).', examples: ['response-required-property-removed'] },
  operation: { is: 'operationId, or `METHOD /path`.', examples: ['GET /v1/charges/{id}'] },
  subject: 'Subject of a difference, as reports show it.',
  until: { is: 'The last day on which it holds.', examples: ['2027-01-31'] },
  why: 'Why it does not hurt.',
  by: 'Who says so.',
};

const CONTACT: Words = {
  email: 'A mail address.',
  webhook: 'An https URL that signed notices are posted to.',
  slack: { is: 'A Slack webhook.', keys: { secret: 'Name of the secret that holds its URL.' } },
  secret: 'Beside `webhook`: name of the secret that signs what is posted.',
};

const CONTACTS: Words = {
  ours: { is: 'Who hears of it on our side.', keys: CONTACT },
  'theirs-send':
    '`hold` (default): a person releases what leaves for the partner; `auto`: it leaves by itself.',
};

const SETTINGS: Words = {
  we: 'Our participant name in the pacts.',
  schedule: {
    is: 'When to look: `every`, or `cron` with its `timezone` (default: every 1h).',
    keys: {
      every: { is: 'Time between looks.', examples: ['15m', '1h', '1d'] },
      cron: { is: 'Five fields, as in a crontab.', examples: ['0 6 * * *'] },
      timezone: { is: 'IANA time zone of `cron` (default: UTC).', examples: ['Europe/Paris'] },
    },
  },
  limits: {
    is: 'How gently the partner is called.',
    keys: {
      'requests-per-second': 'Calls a second (default: 1).',
      concurrent: 'Calls at once (default: 1).',
      timeout: { is: 'How long an answer may take (default: 10s).', examples: ['10s'] },
      'calls-per-day': 'Calls a day, tokens included (default: as many as looks need).',
    },
  },
  'max-age': {
    is: 'How old a look may get before we are told that nobody sees (default: 24h).',
    examples: ['24h'],
  },
  promise: {
    is: 'What the partner has promised.',
    keys: { 'response-time': { is: 'How soon they answer.', examples: ['800ms'] } },
  },
  'notice-days': {
    is: 'Days of notice that were agreed; without them nothing is ever late.',
    keys: {
      breaking: { is: 'Days before a breaking change.', examples: [90] },
      warning: { is: 'Days before a change that is a warning.', examples: [30] },
    },
  },
  'migration-days': { is: 'Days that we need to migrate, outside `change-freeze`.', examples: [14] },
  'change-freeze': { is: 'When we cannot ship; looks go on.', keys: SPAN },
  evidence: 'What is kept of answers: `shapes` (default), `redacted` values, or `none`.',
  policy: {
    is: 'What counts, and what does not.',
    keys: {
      confirm: { is: 'Looks in a row until a live difference counts (default: 2).', examples: [2] },
      'fail-on': 'From what on a check exits with 1 (default: may-break).',
      severity: {
        is: 'Levels of rules that are not the catalogue’s, by rule id.',
        examples: [{ 'response-optional-property-removed': 'info' }],
      },
      accepted: { is: 'Differences that are agreed: exactly one name each.', keys: EXCEPTION },
      ignore: { is: 'Differences that do not fail for a while: exactly one name each.', keys: EXCEPTION },
    },
  },
};

/** The keys of `contracts/forewarn.yaml`. */
export const SHARED: Words = {
  ...SETTINGS,
  contacts: { is: 'Who is told, for all agreements.', keys: CONTACTS },
};

const BROKER: Words = {
  url: 'Base URL of a Pact Broker or PactFlow.',
  auth: { is: 'How calls to the broker are authorised: `bearer` or `basic`.', keys: AUTH },
  provider: 'The partner’s name there (default: `name`).',
  branch: 'Branch of the provider: what is pending, and `matchingBranch`, go by it.',
  selectors: {
    is: 'Which pacts: consumer version selectors (default: main branch, deployed or released).',
    keys: {
      mainBranch: 'The latest of the consumer’s main branch.',
      branch: 'The latest of this branch.',
      fallbackBranch: 'Beside `branch`: this one where that has none.',
      matchingBranch: 'The latest of the branch that is named like `broker.branch`.',
      tag: 'All with this tag; with `latest`, the latest of them.',
      fallbackTag: 'Beside `tag` and `latest`: this tag where that has none.',
      latest: 'The latest of each consumer, or of `tag`.',
      deployed: 'What is deployed, in `environment` or anywhere.',
      released: 'What is released and supported, in `environment` or anywhere.',
      deployedOrReleased: 'What is deployed or released.',
      environment: 'An environment, as the broker knows it.',
      consumer: 'Only of this consumer.',
    },
  },
  publish: '`true` tells the broker the result of each pact that was judged whole (default: false).',
};

/** The keys of `contracts/PARTNER/agreement.yaml`. */
export const AGREEMENT: Words = {
  partner: { is: 'Name of the partner: equals the folder.', examples: ['acme-pay'] },
  name: { is: 'What people call the partner.', examples: ['Acme Pay'] },
  kind: 'What the partner is: a company (default), a vendor who runs a system for us, or internal.',
  contract: {
    is: 'The contract between both sides.',
    keys: {
      reference: { is: 'Its reference.', examples: ['MSA-2024-17'] },
      supports: { is: 'What of ours rests on it.', examples: ['card payments'] },
      critical: 'True if we cannot work without it (default: false).',
    },
  },
  openapi: {
    is: 'The partner’s OpenAPI document: URL or file of what they publish, or more than that.',
    examples: ['https://api.acme-pay.example/openapi.json'],
    keys: {
      baseline: {
        is: 'File that both sides agreed on (default: ../../openapi/PARTNER.yaml).',
        examples: ['../../openapi/acme-pay.yaml'],
      },
      published: 'URL or file of what the partner publishes today.',
      'external-refs': 'Origins that references of the document may lead to.',
    },
  },
  ours: {
    is: 'Our own API, where the partner calls us.',
    keys: {
      openapi: { is: 'File of our document.', examples: ['../../openapi/forewarn.yaml'] },
      agreed: {
        is: 'File of the version that the partner agreed to: what moved since then is told as ours to mend.',
        examples: ['../../openapi/forewarn.agreed.yaml'],
      },
      deliveries: {
        is: 'Files of what we sent the partner, recorded: webhooks that its pact reads (default: sent/*.json).',
        examples: [['sent/*.json']],
      },
      environments: { is: 'Where our API runs: name to base URL, or to more.', keys: ENVIRONMENT },
    },
  },
  pacts: {
    is: 'Files of pacts; `*` stands for any name (default: pacts/*.json).',
    examples: [['pacts/*.json']],
  },
  broker: { is: 'A Pact Broker that pacts are fetched from at each look.', keys: BROKER },
  deliveries: {
    is: 'Files of what the partner sent us, recorded (default: deliveries/*.json).',
    examples: [['deliveries/*.json']],
  },
  states: { is: 'Recipes of provider states (default: states.yaml).', examples: ['states.yaml'] },
  uses: {
    is: 'Operations that we use, where no pact says it: operationId or `METHOD /path`, or more than that.',
    examples: [['createCharge', 'GET /v1/charges/{id}']],
    keys: {
      operation: { is: 'operationId, or `METHOD /path`.', examples: ['GET /v1/charges/{id}'] },
      with: { is: 'Values of parameters for a safe call.', examples: [{ id: 'ch_1' }] },
      fields: { is: 'Fields of the answer that we read.', examples: [['amount', 'status']] },
      known: 'How it came to be known, as `forewarn usage` writes it; left out where a person says so.',
    },
  },
  'status-page': 'The partner’s public status page.',
  environments: {
    is: 'Where the partner’s API runs: name to base URL, or to more.',
    examples: [{ sandbox: 'https://sandbox.acme-pay.example' }],
    keys: ENVIRONMENT,
  },
  ...SETTINGS,
  'do-not-call': { is: 'When the partner must not be called.', keys: SPAN },
  announced: {
    is: 'What the partner told us will change (`forewarn coming add` writes it).',
    keys: {
      what: { is: 'operationId, `METHOD /path`, or a subject.', examples: ['GET /v1/charges/{id}'] },
      change: { is: 'What becomes of it.', examples: ['removed'] },
      on: { is: 'The day.', examples: ['2027-06-01'] },
      heard: { is: 'How we know.', examples: ['mail 2026-11-02'] },
    },
  },
  announcements: 'Feeds and changelog pages of the partner that are read at each check, at most 5.',
  contacts: {
    is: 'Who is told.',
    keys: { ...CONTACTS, theirs: { is: 'Who hears of it on the partner’s side.', keys: CONTACT } },
  },
};
