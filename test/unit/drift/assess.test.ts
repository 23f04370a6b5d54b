import { describe, expect, it } from 'vitest';
import type { Cell } from '../../../src/core/drift/finding.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { assessSmall, ordersDocument, ordersPact } from './small-world.ts';

const text = { type: 'string' };
const status = (...values: string[]) => ({ type: 'string', enum: values });
const order = (properties: JsonObject, required: string[] = Object.keys(properties)): JsonObject =>
  ordersDocument({ type: 'object', required, properties });

const AGREED = order({ total: text, status: status('open', 'paid') });
const NO_TOTAL = order({ status: status('open', 'paid') });
const NEW_STATUS = order({ total: text, status: status('open', 'paid', 'held') });
const PACT = ordersPact({ total: '1', status: 'open' });
const OLD = { total: '1', status: 'open' };
const GONE = { status: 'open' };

interface Row {
  name: string;
  published: JsonObject | null;
  answers: Json[] | null;
  missing?: string[];
  cell: Cell | null;
  at?: string;
  effect?: string;
  partial?: boolean;
}

const ROWS: Row[] = [
  { name: 'nothing moved', published: AGREED, answers: [OLD], cell: null },
  { name: 'nothing is published and live is as agreed', published: null, answers: [OLD], cell: null },
  {
    name: 'live lost it without a word',
    published: AGREED,
    answers: [GONE],
    missing: ['total'],
    cell: 'undocumented-change',
    at: '/total',
    effect: 'breaks',
  },
  {
    name: 'some answers lost it',
    published: AGREED,
    answers: [OLD, GONE],
    cell: 'undocumented-change',
    at: '/total',
    effect: 'breaks',
    partial: true,
  },
  {
    name: 'live lost it, and nothing is published',
    published: null,
    answers: [GONE],
    missing: ['total'],
    cell: 'live-change',
    at: '/total',
    effect: 'breaks',
  },
  {
    name: 'the document lost it, live was not looked at',
    published: NO_TOTAL,
    answers: null,
    cell: 'announced',
    at: '/total',
    effect: 'breaks',
  },
  {
    name: 'the document lost it, live still has it',
    published: NO_TOTAL,
    answers: [OLD],
    cell: 'announced',
    at: '/total',
    effect: 'breaks',
  },
  {
    name: 'both lost it',
    published: NO_TOTAL,
    answers: [GONE],
    missing: ['total'],
    cell: 'shipped',
    at: '/total',
    effect: 'breaks',
  },
  {
    name: 'both lost it, not everywhere',
    published: NO_TOTAL,
    answers: [GONE, OLD],
    missing: ['total'],
    cell: 'rolling-out',
    at: '/total',
  },
  {
    name: 'the document has a new value, live shows it',
    published: NEW_STATUS,
    answers: [{ total: '1', status: 'held' }],
    cell: 'shipped',
    at: '/status',
    effect: 'may-break',
  },
  {
    name: 'the document has a new value, live shows an old one',
    published: NEW_STATUS,
    answers: [OLD],
    cell: 'announced',
    at: '/status',
    effect: 'may-break',
  },
  {
    name: 'the document has a new value, live shows another',
    published: NEW_STATUS,
    answers: [{ total: '1', status: 'odd' }],
    cell: 'diverged',
    at: '/status',
  },
  {
    name: 'a wrong type, undocumented',
    published: AGREED,
    answers: [{ total: 1, status: 'open' }],
    cell: 'undocumented-change',
    at: '/total',
    effect: 'breaks',
  },
];

describe('a look, from documents and answers to cells', () => {
  it.each(ROWS)('$name', async ({ published, answers, missing, cell, at, effect, partial }) => {
    const passes = (missing ?? []).length === 0;
    const live = answers && { answers, passes, ...(missing ? { missing } : {}) };
    const { findings } = await assessSmall({ baseline: AGREED, published, pact: PACT, live });
    const found = findings.filter((one) => one.level !== 'info');
    if (cell === null) return expect(found).toEqual([]);
    expect(found.map((one) => one.subject.location)).toEqual([at]);
    expect(found[0]?.cell).toBe(cell);
    expect(found[0]?.partial).toBe(partial ?? false);
    if (effect) expect(found[0]?.effect).toBe(effect);
  });

  it('keeps what our pact does not read, as touching nothing', async () => {
    const live = { answers: [GONE], passes: true };
    const pact = ordersPact({ status: 'open' });
    const { findings } = await assessSmall({ baseline: AGREED, published: AGREED, pact, live });
    expect(findings.map((one) => [one.cell, one.effect])).toEqual([['undocumented-change', 'none']]);
  });

  it('takes a removed optional property for a break exactly where the pact reads it', async () => {
    const baseline = order({ total: text, note: text }, ['total']);
    const live = { answers: [{ total: '1' }], passes: false, missing: ['note'] };
    const seen = { baseline, published: baseline, live };
    const reads = await assessSmall({ ...seen, pact: ordersPact({ total: '1', note: 'x' }) });
    expect(reads.findings.map((one) => [one.rule, one.effect])).toEqual([
      ['response-optional-property-removed', 'breaks'],
    ]);
    const blind = { ...seen, live: { answers: [{ total: '1' }], passes: true } };
    expect((await assessSmall({ ...blind, pact: ordersPact({ total: '1' }) })).findings).toEqual([]);
  });
});

describe('an expectation that the agreed document does not carry', () => {
  const baseline = order({ total: text });
  const pact = ordersPact({ total: '1', tax: '2' });
  const withTax = order({ total: text, tax: text });
  const passing = { answers: [{ total: '1', tax: '2' }], passes: true };
  const failing = { answers: [{ total: '1' }], passes: false, missing: ['tax'] };

  it.each([
    {
      name: 'fits the published document and live',
      published: withTax,
      live: passing,
      cell: 'baseline-behind',
    },
    {
      name: 'fits the published document, not live',
      published: withTax,
      live: failing,
      cell: 'ahead-of-partner',
    },
    { name: 'fits live alone', published: baseline, live: passing, cell: 'documents-behind' },
    { name: 'fits neither', published: baseline, live: failing, cell: 'expectation-wrong' },
  ])('$name', async ({ published, live, cell }) => {
    const { findings } = await assessSmall({ baseline, published, pact, live });
    const at = findings.filter((one) => one.subject.location === '/tax');
    expect(at.map((one) => [one.cell, one.source])).toEqual([[cell, 'pacts']]);
  });
});
