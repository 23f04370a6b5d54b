import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeclaredUse, Journey } from '../../../src/core/agreement/types.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import type { Effect } from '../../../src/core/drift/finding.ts';
import { parseSubject } from '../../../src/core/drift/subject.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { findRule } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { effectOf } from '../../../src/core/usage/effect.ts';
import type { Usage, UsageGrade } from '../../../src/core/usage/types.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';

interface Row {
  name: string;
  rule: string;
  subject: string;
  args: JsonObject;
  /** `affects`: interactions, or for a declared use the name it was declared by. */
  expected: { effect: Effect; usageGrade: UsageGrade; affects: (string | null)[] };
}

const golden = new URL('../../golden/usage/', import.meta.url);
const world = JSON.parse(readFileSync(new URL('world.json', golden), 'utf8')) as {
  document: JsonObject;
  pacts: JsonObject[];
  uses: DeclaredUse[];
  journeys: Journey[];
};
const document = openDocument(world.document, (text) => text);
const pacts = world.pacts.map((raw) => readPact(raw, 'pact.json'));
const usage = usageOf(document, pacts, world.uses);
const tables = readdirSync(new URL('rows/', golden)).map((file) => ({
  file,
  rows: JSON.parse(readFileSync(new URL(`rows/${file}`, golden), 'utf8')) as Row[],
}));
const all = tables.flatMap((table) => table.rows);

function differenceOf(row: Row): Difference {
  const rule = findRule(row.rule);
  const subject = parseSubject(row.subject);
  if (!rule || !subject) throw new Error(`${row.name}: no such rule or subject`);
  const { method, path } = subject;
  const operation = document.operations.find((one) => one.key === `${method} ${path}`);
  return {
    rule: row.rule,
    level: rule.level,
    direction: rule.direction,
    subject,
    facet: rule.facet,
    args: row.args,
    operation: operation ? { method, path: operation.path, operationId: operation.operationId ?? '' } : null,
    pointer: { baseline: null, observed: null },
    proof: 'structural',
  };
}

describe.each(tables)('effectOf: $file', ({ rows }) => {
  it.each(rows)('$name', (row) => {
    const difference = differenceOf(row);
    const weight = effectOf(difference, usage, world.journeys, 'acme-pay');
    expect({ effect: weight.effect, usageGrade: weight.usageGrade }).toEqual({
      effect: row.expected.effect,
      usageGrade: row.expected.usageGrade,
    });
    const declared = difference.operation?.operationId === 'listCities' ? 'listCities' : 'GET /rates';
    const expected = row.expected.affects.map((name) => (name === declared ? null : name));
    expect(weight.affects.map((one) => one.interaction)).toEqual(expected);
  });
});

describe('effectOf', () => {
  const removed = differenceOf(all.find((row) => row.name === 'a field that is read is removed') as Row);

  it('names pact, interaction, journeys, and where the pact looks at it', () => {
    expect(effectOf(removed, usage, world.journeys, 'acme-pay').affects).toMatchObject([
      {
        pact: 'shop--acme-pay',
        interaction: 'a charge is made',
        journeys: ['checkout'],
        fields: [{ part: 'response', of: 'body' }],
      },
    ]);
  });

  it('counts only the steps of the partner', () => {
    const page = differenceOf(all.find((row) => row.name === 'a field of elements is removed') as Row);
    expect(effectOf(page, usage, world.journeys, 'acme-pay').affects[0]?.journeys).toEqual([]);
    expect(effectOf(page, usage, world.journeys, 'other').affects[0]?.journeys).toEqual(['checkout']);
  });

  it('says nothing where usage is not known', () => {
    const none = usageOf(document, [], []);
    expect(none.known).toBe(false);
    expect(effectOf(removed, none)).toEqual({ effect: 'unknown', usageGrade: 'unknown', affects: [] });
  });

  it('takes a journey for usage where nothing else is known', () => {
    const payouts = differenceOf(all.find((row) => row.subject.startsWith('GET /payouts')) as Row);
    const weight = effectOf(payouts, usageOf(document, [], []), world.journeys, 'acme-pay');
    expect(weight).toEqual({
      effect: 'may-break',
      usageGrade: 'declared',
      affects: [{ pact: null, interaction: null, journeys: ['checkout'] }],
    });
  });

  it('never touches us on an operation that we do not use', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), (row) => {
        const elsewhere = differenceOf(row);
        elsewhere.subject = { ...elsewhere.subject, method: 'PATCH', path: '/unused' };
        elsewhere.operation = null;
        expect(['none', 'loosens']).toContain(effectOf(elsewhere, usage).effect);
      }),
    );
  });

  it('never says less for more usage', () => {
    const order: Effect[] = ['none', 'loosens', 'may-break', 'breaks'];
    const uses = usage.operations.flatMap((one) => one.by.map((by) => ({ one, by })));
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.subarray(uses), fc.subarray(uses), (row, some, more) => {
        const difference = differenceOf(row);
        const less = effectOf(difference, usageWith(some)).effect;
        const both = effectOf(difference, usageWith([...some, ...more])).effect;
        expect(order.indexOf(both)).toBeGreaterThanOrEqual(order.indexOf(less));
      }),
    );
  });
});

type OneUse = { one: Usage['operations'][number]; by: Usage['operations'][number]['by'][number] };

function usageWith(uses: OneUse[]): Usage {
  return { ...usage, known: true, operations: uses.map(({ one, by }) => ({ ...one, by: [by] })) };
}

describe('an address that is gone', () => {
  const gone = (server: string, method = '*', path = '*') =>
    ({
      rule: method === '*' ? 'api-server-removed' : 'operation-server-removed',
      level: 'breaking',
      direction: 'none',
      subject: { method, path, section: 'operation', location: `server:${server}` },
      facet: 'server',
      args: { server },
      operation: null,
      pointer: { baseline: null, observed: null },
      proof: 'structural',
    }) as const;
  const at = (...bases: string[]) => usageOf(document, pacts, world.uses, null, bases);

  it.each([
    ['https://api.acme-pay.example/v1', 'https://api.acme-pay.example/v1', 'may-break'],
    ['https://API.acme-pay.example/v1/', 'https://api.acme-pay.example/v1', 'may-break'],
    ['/v1', 'https://api.acme-pay.example/v1', 'may-break'],
    ['https://{region}.acme-pay.example', 'https://api.acme-pay.example', 'may-break'],
    ['https://old.acme-pay.example/v1', 'https://api.acme-pay.example/v1', 'none'],
    ['/v10', 'https://api.acme-pay.example/v1', 'none'],
  ])('%s, where we call %s: %s', (server, base, effect) => {
    expect(effectOf(gone(server), at(base)).effect).toBe(effect);
    expect(effectOf(gone(server, 'POST', '/charges'), at(base)).effect).toBe(effect);
  });

  it('may be ours where nobody said which we call', () => {
    expect(effectOf(gone('https://old.acme-pay.example'), usage).effect).toBe('may-break');
  });
});
