import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveInteraction } from '../../../src/core/exchange/types.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { acceptsValue } from '../../../src/core/usage/accepts.ts';
import { liveSource, lookPlan, pactV4 } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

/** A rule at `$.value`, our example, values that fit it, and values that do not. */
type Row = [name: string, example: Json, rule: JsonObject, fits: Json[], fitsNot: Json[]];

const INTEGER: JsonObject = { match: 'integer' };
const inside = (matcher: JsonObject): JsonObject => ({ combine: 'AND', matchers: [matcher] });

const ROWS: Row[] = [
  ['equality', { a: 1, b: 2 }, { match: 'equality' }, [{ b: 2, a: 1 }], [{ a: 1 }, { a: 1, b: 2, c: 3 }]],
  ['regex, whole', 'ord_1', { match: 'regex', regex: 'ord_\\d+' }, ['ord_77'], ['xord_1', 'ord_1x', null, 5]],
  ['regex, alternatives', 'a', { match: 'regex', regex: 'a|bc' }, ['bc'], ['abc', 'a\n']],
  ['regex of a number', 5, { match: 'regex', regex: '\\d+' }, [7, '7'], [7.5]],
  ['type', 'a', { match: 'type' }, ['b'], [1, null, ['a']]],
  ['type of an integer', 1, { match: 'type' }, [2, 2.5], ['2', null]],
  ['type of a number', 1.5, { match: 'type' }, [2, 2.5], ['2']],
  ['type, fewest', ['a'], { match: 'type', min: 2 }, [['a', 'b']], [['a'], 'a']],
  ['type, most', ['a'], { match: 'type', max: 1 }, [['b']], [['a', 'b']]],
  ['include', 'foo', { match: 'include', value: 'oo' }, ['boo'], ['bar', 5, null]],
  ['integer', 1, INTEGER, [2, 1000], [2.5, '2', null]],
  ['decimal', 1.5, { match: 'decimal' }, [2.5], [2, '2.5', null]],
  ['number', 1, { match: 'number' }, [2, 2.5], ['2', null]],
  ['boolean', true, { match: 'boolean' }, [false, 'true'], ['yes', 1, null]],
  ['null', null, { match: 'null' }, [null], [1, '']],
  [
    'date',
    '2020-01-01',
    { match: 'date', format: 'yyyy-MM-dd' },
    ['2021-02-03'],
    ['03.02.2021', '2021-13-01', 1],
  ],
  ['date, by default', '2020-01-01', { match: 'date' }, ['2021-02-03'], ['2021-02-03T00:00:00Z', null]],
  ['date, another', '01.02.2020', { match: 'date', format: 'dd.MM.yyyy' }, ['03.02.2021'], ['2021-02-03']],
  ['time', '10:00:00', { match: 'time', format: 'HH:mm:ss' }, ['11:59:59'], ['11:59', '25:00:00']],
  [
    'timestamp',
    '2020-01-01T10:00:00',
    { match: 'timestamp', format: "yyyy-MM-dd'T'HH:mm:ss" },
    ['2021-01-01T10:00:00'],
    ['2021-01-01 10:00:00'],
  ],
  [
    'datetime, by default',
    '2020-01-01T10:00:00Z',
    { match: 'datetime' },
    ['2021-01-01T10:00:00+01:00'],
    ['2021-01-01T10:00:00'],
  ],
  ['contentType', 'text', { match: 'contentType', value: 'text/plain' }, ['other'], []],
  ['values', { a: 1 }, { match: 'values' }, [{ b: 1 }, {}], [[], null]],
  [
    'eachKey',
    { a1: 1 },
    { match: 'eachKey', value: 'a1', rules: [{ match: 'regex', regex: '[a-z]\\d' }] },
    [{ b2: 1 }, {}],
    [[], 'a1', null],
  ],
  ['eachValue', { a: 1 }, { match: 'eachValue', value: '1', rules: [INTEGER] }, [{ b: 7 }, {}], [[], null]],
  ['notEmpty', 'a', { match: 'notEmpty' }, ['b', 0, false], ['', null, [], {}]],
  ['semver', '1.0.0', { match: 'semver' }, ['2.1.3-a', '1.2.3+b'], ['1.0', 'v1.0.0', '01.2.3', 1]],
  [
    'arrayContains',
    [1],
    { match: 'arrayContains', variants: [{ index: 0, rules: { $: inside(INTEGER) } }] },
    [[5], ['x', 3]],
    [[], 'x', null],
  ],
];

/** What a rule of ours says of the whole value alone, though something inside it is what the verifier refuses. */
const BELOW: Row[] = [
  ['values, inside', { a: 1 }, { match: 'values' }, [], [{ b: 'x' }]],
  [
    'eachKey, a key',
    { a1: 1 },
    { match: 'eachKey', value: 'a1', rules: [{ match: 'regex', regex: '[a-z]\\d' }] },
    [],
    [{ bb: 1 }],
  ],
  ['eachValue, inside', { a: 1 }, { match: 'eachValue', value: '1', rules: [INTEGER] }, [], [{ b: 'x' }]],
  [
    'arrayContains, no variant',
    [1],
    { match: 'arrayContains', variants: [{ index: 0, rules: { $: inside(INTEGER) } }] },
    [],
    [['x']],
  ],
  ['a day that is none', '2020-01-01', { match: 'date' }, [], ['2021-02-30']],
  ['type of null', null, { match: 'type' }, [null], [2]],
];

const CASES = [...ROWS, ...BELOW].flatMap(([name, example, rule, fits, fitsNot]) => [
  ...fits.map((value) => ({ name, example, rule, value, fit: true })),
  ...fitsNot.map((value) => ({ name, example, rule, value, fit: false })),
]);

function interaction(
  example: Json,
  rule: JsonObject,
  at: number,
  status: JsonObject | null = null,
): JsonObject {
  return {
    description: `case ${at}`,
    request: { method: 'GET', path: `/${at}` },
    response: {
      status: 200,
      body: { content: { value: example }, contentType: 'application/json', encoded: false },
      matchingRules: { body: { '$.value': inside(rule) }, ...(status ? { status: inside(status) } : {}) },
    },
  };
}

const STATUSES = [
  { rule: { match: 'statusCode', status: 'success' }, status: 204, fit: true },
  { rule: { match: 'statusCode', status: 'clientError' }, status: 204, fit: false },
  { rule: { match: 'statusCode', status: [200, 202] }, status: 202, fit: true },
  { rule: { match: 'statusCode', status: [200, 202] }, status: 201, fit: false },
];

const pact = pactV4([
  ...CASES.map(({ example, rule }, at) => interaction(example, rule, at)),
  ...STATUSES.map(({ rule }, at) => interaction('x', { match: 'type' }, CASES.length + at, rule)),
  interaction('x', { match: 'brand-new' }, CASES.length + STATUSES.length),
]);

describe('each matching rule', () => {
  let partner: LoopbackServer;
  let outcomes: LiveInteraction[];
  beforeAll(async () => {
    partner = await startServer((request, response) => {
      const at = Number((request.url ?? '').slice(1));
      json(response, STATUSES[at - CASES.length]?.status ?? 200, {
        value: CASES[at]?.value ?? (at < CASES.length ? null : 'x'),
      });
    });
    const plan = lookPlan({ url: partner.url, pacts: [pact], limits: { concurrent: 4 }, deadlineMs: 60_000 });
    outcomes = (await liveSource().observe(plan)).interactions;
  }, 60_000);
  afterAll(() => partner.close());

  const fields = readPact(pact, 'p.json').interactions.map((one) => one.fields);

  it.each(
    CASES.map((one, at) => [one.name, JSON.stringify(one.value), one.fit ? 'passes' : 'fails', at] as const),
  )('%s: %s %s, for the verifier and for us', (name, _, __, at) => {
    const { value, fit } = CASES[at] as (typeof CASES)[number];
    const field = fields[at]?.find(({ of, location }) => of === 'body' && location === '/value');
    if (!field) throw new Error('the rule was not read');
    expect(outcomes[at]?.outcome).toBe(fit ? 'passed' : 'failed');
    const ours = acceptsValue(field, value);
    if (fit) expect(ours).not.toBe(false);
    else if (BELOW.some(([below]) => below === name)) expect(ours).toBe(null);
    else expect(ours).toBe(false);
  });

  it.each(STATUSES.map((one, at) => [one.rule.status, one.status, at] as const))(
    'statusCode %j: %i',
    (_, status, at) => {
      const { fit } = STATUSES[at] as (typeof STATUSES)[number];
      const field = fields[CASES.length + at]?.find(({ of }) => of === 'status');
      expect(field?.match).toBe('statusCode');
      expect(field && acceptsValue(field, status)).toBe(fit);
      expect(outcomes[CASES.length + at]?.mismatches.some(({ where }) => where === 'status')).toBe(!fit);
    },
  );

  it('that the verifier does not know verifies nothing', () => {
    expect(outcomes.at(-1)).toMatchObject({ outcome: 'not-verified', failure: { class: 'our-request' } });
  });
});
