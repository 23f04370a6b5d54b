import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { whyText } from '../../../src/core/report/why/human.ts';
import { whyJson } from '../../../src/core/report/why/json.ts';
import { whyMarkdown } from '../../../src/core/report/why/markdown.ts';
import { agreedAt } from '../../../src/core/why/agreed-place.ts';
import { observedAt } from '../../../src/core/why/observed-place.ts';
import { reproductionsOf } from '../../../src/core/why/reproduction.ts';
import { lookedIn, stretchesOf } from '../../../src/core/why/stretches.ts';
import type { GradedLook } from '../../../src/core/why/types.ts';
import { whySince } from '../../../src/core/why/why.ts';
import { blames } from '../blame/blames.ts';
import { anAgreement, sha256 } from '../lifecycle/look-fixture.ts';
import { aWatch, ms, theIncident } from '../sight/incident.ts';

const looks = (...all: [number, GradedLook['grade']][]): GradedLook[] =>
  all.map(([from, grade]) => ({ from, to: from, n: 1, grade }));

/** What the evidence store keeps of one answer. */
const payload = (body: Json, status = 200): JsonObject => ({
  exchanges: [
    {
      operation: 'GET /charges/{}',
      purpose: 'interaction',
      request: { method: 'GET', path: '/charges/{id}' },
      response: { status, media: 'application/json', body },
    },
  ],
});

const CHARGES = {
  openapi: '3.1.0',
  info: { title: 'Charges', version: '1' },
  paths: {
    '/charges/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'Found.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Charge' } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Charge: {
        type: 'object',
        required: ['currency'],
        properties: {
          currency: { type: 'string', enum: ['EUR', 'CHF'] },
          lines: {
            type: 'array',
            items: { type: 'object', properties: { tax: { type: ['number', 'null'] } } },
          },
        },
      },
    },
  },
};

describe('stretches of looks that were not good', () => {
  it('begin after a good look and end with one; what comes first and what shows a difference are told apart', () => {
    const all = looks([1, 'good'], [2, 'not-seen'], [3, 'differs'], [4, 'good'], [5, 'differs']);
    expect(stretchesOf(all)).toEqual([
      { lastGood: 1, first: 2, grade: 'not-seen', firstDiffers: 3, last: 3, looks: 2, over: 4 },
      { lastGood: 4, first: 5, grade: 'differs', firstDiffers: 5, last: 5, looks: 1, over: null },
    ]);
  });

  it('count for a period where they reach into it; what is over before it does not', () => {
    const all = looks([1, 'differs'], [2, 'good'], [3, 'differs'], [4, 'good'], [9, 'good']);
    expect(lookedIn(all, { since: 2, now: 10 })).toMatchObject({
      looks: 4,
      stretch: { first: 3 },
      earlier: [],
    });
    expect(lookedIn(all, { since: 5, now: 10 })).toMatchObject({ looks: 1, stretch: null });
    expect(lookedIn(all, { since: 10, now: 20 })).toMatchObject({
      looks: 0,
      lastLook: { at: 9, grade: 'good' },
    });
    expect(lookedIn([], { since: 0, now: 1 })).toMatchObject({ looks: 0, lastLook: null, stretch: null });
  });
});

describe('why', () => {
  const records = theIncident();
  const why = whySince(records, ms('08:00'));
  const first = why.environments[0]?.theirs.find((one) => one.kind === 'difference');
  first?.evidence.push('e1');
  const shape = { id: '<string 2-8>', amount: '<integer>', state: 'paid' };
  const reproductions = reproductionsOf(why, {
    agreement: anAgreement(),
    document: openDocument(CHARGES, sha256),
    evidence: new Map([['e1', payload(shape)]]),
  });
  const report = { partner: 'acme-pay', name: 'Acme Pay', why, reproductions };

  it('tells the incident as it was, in three forms', async () => {
    await expect(whyText(report)).toMatchFileSnapshot('../../golden/why/incident.txt');
    await expect(whyMarkdown(report)).toMatchFileSnapshot('../../golden/why/incident.md');
    await expect(whyJson(report)).toMatchFileSnapshot('../../golden/why/incident.json');
    expect(whyText(report).split('\n').filter(blames)).toEqual([]);
  });

  it('names a difference once to the partner, where nothing is ahead', () => {
    const [production, sandbox] = why.environments;
    expect(production).toMatchObject({
      environment: 'production',
      stretch: { lastGood: ms('09:15'), first: ms('09:30'), last: ms('10:30'), over: ms('10:45') },
    });
    expect(sandbox?.stretch?.first).toBe(ms('08:35'));
    expect(reproductions.map(({ environment }) => environment)).toEqual(['production']);
  });

  it('takes only the environment that is asked about', () => {
    const one = whySince(records, ms('08:00'), 'sandbox');
    expect(one.environments.map(({ environment }) => environment)).toEqual(['sandbox']);
    expect(one.journeys).toEqual([]);
  });

  it('says of what looks were made with only what a record says', () => {
    const watch = aWatch();
    watch.look('09:00', 'production', []);
    watch.outage('09:15', 'production');
    const inputs = () =>
      whySince(watch.records({ now: '09:20' }), ms('08:00')).environments[0]?.ours.map((one) =>
        one.kind === 'input' ? `${one.what} ${one.changed}` : one.kind,
      );
    expect(inputs()).toEqual(['agreement false', 'baseline null', 'pacts null']);
    const was = { agreement: 'a'.repeat(16), baseline: 'b'.repeat(16), pacts: 'c'.repeat(16) };
    Object.assign(watch.runs[0] ?? {}, { with: was });
    Object.assign(watch.runs[1] ?? {}, { with: { ...was, pacts: 'd'.repeat(16) } });
    expect(inputs()).toEqual(['agreement false', 'baseline false', 'pacts true']);
  });
});

describe('what was observed', () => {
  const subject = 'GET /charges/{} response 200 application/json /items/*/status';

  it.each<[Json, string[], string[]]>([
    [{ items: [{ id: '<string 2-8>', status: 'paid' }, '<1 elements>'] }, ['string'], ['id', 'status']],
    [
      { items: [{ id: '<string 2-8>' }, { status: null }, '<2-8 elements>'] },
      ['absent', 'null'],
      ['id', 'status'],
    ],
    [{ items: ['<0 elements>'] }, [], []],
    [{}, ['absent'], []],
    [{ items: [{ status: { code: '<integer>' } }] }, ['object'], ['status']],
  ])('%j at a place is types and names, never a value', (body, types, beside) => {
    expect(observedAt(payload(body), subject)).toEqual({
      status: 200,
      media: 'application/json',
      types,
      beside,
    });
  });

  it('is the status alone where another one came, and nothing where no evidence is kept', () => {
    expect(observedAt(payload({ error: 'x' }, 404), subject)).toMatchObject({
      status: 404,
      types: null,
    });
    expect(observedAt(null, subject)).toBeNull();
  });
});

describe('what the agreed document says', () => {
  const document = openDocument(CHARGES, sha256);
  const charge = '#/components/schemas/Charge/properties';

  it.each([
    [
      'response 200 application/json /currency',
      { pointer: `${charge}/currency`, required: true, types: ['string'], values: 2 },
    ],
    [
      'response 200 application/json /lines/*/tax',
      { pointer: `${charge}/lines/items/properties/tax`, required: false, types: ['number', 'null'] },
    ],
    ['response 200 application/json /total', { types: [], values: 0, required: null }],
    ['request path:0', { required: true, types: ['string'] }],
    ['operation', { statuses: ['200'], required: null }],
  ])('at %s is where it is written, of which type, and whether it always comes', (place, agreed) => {
    expect(agreedAt(document, `GET /charges/{} ${place}`).agreed).toMatchObject(agreed);
  });

  it('is nothing for an operation that it does not have', () => {
    expect(agreedAt(document, 'PUT /charges/{} operation')).toMatchObject({
      operation: null,
      agreed: { pointer: null },
    });
  });
});
