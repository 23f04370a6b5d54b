import type { Words } from './describe.ts';
import { RECOVER, STEP } from './state-words.ts';

const EXPECT: Words = {
  'not-empty': 'Where something must be: a list, text or mapping.',
  fresh: 'Where a date-time stands that is not older than `within`.',
  'same-scale': 'Where an amount stands that is `as`, or within `factor` of it.',
  sum: 'Where the amounts stand that add up to `total`.',
  'page-complete': 'Where a list stands that fits `total`, `more`, `next` and `size`.',
  'not-default': 'Where neither zero nor the document’s default or example may stand.',
  equals: 'Where `value` must stand.',
  range: 'Where an amount stands, from `min` to `max`.',
  unique: 'Where nothing may come twice.',
  'same-time': 'Where the instant `as` stands, in any time zone.',
  'moves-on': 'Where a status stands that must leave `from` in time.',
  within: { is: 'How much time.', examples: ['24h'] },
  as: { is: `A number, a date-time or \`\${name}\` to compare with.`, examples: [`\${total}`] },
  factor: { is: 'How many times larger or smaller it may be (default: 1).', examples: [1.2] },
  value: { is: `The value, or \`\${name}\`.`, examples: [`\${charge}`] },
  min: 'The least amount.',
  max: 'The largest amount.',
  total: { is: 'Where the total stands.', examples: ['/total'] },
  more: { is: 'Where it stands that there is more.', examples: ['/has_more'] },
  next: { is: 'Where the link to the next page stands.', examples: ['/next'] },
  size: { is: 'Elements of a full page.', examples: [20] },
  from: { is: 'The values that it must leave.', examples: [['pending']] },
  since: { is: 'Where the date-time stands that is counted from.', examples: ['/created_at'] },
};

/** The keys of `contracts/journeys.yaml`, below each journey's name. */
export const JOURNEYS: Words = {
  title: { is: 'What the person does.', examples: ['A customer pays for a basket'] },
  who: 'Whose journey it is.',
  hurts: { is: 'What they feel when it breaks.', examples: ['The amount is missing on the receipt'] },
  contact: { is: 'Who hears from them.', examples: ['service-desk@shop.example'] },
  steps: {
    is: 'The steps, one after another: each an interaction of a pact or an operation.',
    keys: {
      partner: { is: 'The partner: its folder’s name.', examples: ['acme-pay'] },
      interaction: {
        is: 'Description of an interaction of the pact.',
        examples: ['a request to create a charge'],
      },
      operation: { is: 'operationId, or `METHOD /path`.', examples: ['POST /labels'] },
      environment: 'Where it is called (default: the first that is looked at).',
      with: {
        is: 'What is sent.',
        keys: {
          parameters: { is: 'Parameters by name.', examples: [{ id: `\${charge}` }] },
          headers: { is: 'Headers by name.', examples: [{ 'Idempotency-Key': `\${run.id}` }] },
          body: 'JSON body.',
        },
      },
      capture: { is: 'Names to JSON Pointers into the answer.', examples: [{ charge: '/id' }] },
      expect: { is: 'What has to be so in the answer: exactly one kind each.', keys: EXPECT },
      undo: {
        is: 'Calls that undo what the step made; `none`: nothing has to be.',
        keys: STEP,
      },
      recover: RECOVER,
    },
  },
};
