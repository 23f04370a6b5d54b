import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { lifecycleChanges } from '../../../src/core/openapi/diff/operations/diff-lifecycle.ts';
import { daysBetween, lifecycleOf } from '../../../src/core/openapi/diff/operations/lifecycle.ts';
import type { DiffPolicy } from '../../../src/core/openapi/diff/policy.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';

const TODAY = '2026-11-22';
const NOTICE: DiffPolicy = { noticeDays: { stable: 90, beta: 30 } };

const open = (get: JsonObject | null, version = '1.0.0') =>
  openDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Orders', version },
      paths: { '/orders': { ...(get && { get: { responses: {}, ...get } }), put: { responses: {} } } },
    },
    sha256,
  );
const rules = (before: JsonObject | null, after: JsonObject | null, policy: DiffPolicy = {}) =>
  diffDocuments(open(before), open(after), { today: TODAY, policy }).map(({ rule }) => rule);
const going = (sunset: unknown, more: JsonObject = {}) =>
  ({ deprecated: true, 'x-sunset': sunset, ...more }) as JsonObject;

describe('sunsets', () => {
  it.each([
    ['2027-01-31', '2027-01-31'],
    ['2027-01-31T23:59:59Z', '2027-01-31'],
    ['2027-01-31T23:59:59.123+02:00', '2027-01-31'],
    [' 2027-01-31 ', '2027-01-31'],
    ['2027-02-30', null],
    ['31.01.2027', null],
    ['Sun, 31 Jan 2027 00:00:00 GMT', null],
    ['2027-01-31T', null],
    [20270131, null],
    [{ on: '2027-01-31' }, null],
  ])('%j is read as %j', (written, day) => {
    expect(lifecycleOf(going(written)).sunset?.day).toBe(day);
  });

  it('counts days over the change of months and years', () => {
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2028-02-28T12:00:00Z', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-11-22', '2026-11-21')).toBe(-1);
  });

  it('tells nothing of one that is only written in another way', () => {
    expect(rules(going('2027-06-01'), going('2027-06-01T00:00:00Z'), NOTICE)).toEqual([]);
  });

  it('asks for no notice where no policy does', () => {
    expect(rules({}, { deprecated: true })).toEqual(['endpoint-deprecated']);
    expect(rules({}, going('2026-11-23'))).toEqual(['endpoint-deprecated-with-sunset']);
    expect(rules(going('2027-06-01'), going('2026-11-23'))).toEqual(['api-sunset-date-changed']);
  });

  it.each([
    ['stable', 90],
    ['beta', 30],
    ['alpha', 0],
    ['draft', 0],
  ])('asks for the notice of %s: %i days', (level, days) => {
    const at = (left: number) => new Date(Date.parse(TODAY) + left * 86_400_000).toISOString().slice(0, 10);
    const said = { 'x-stability-level': level };
    expect(rules(said, going(at(days), said), NOTICE)).toEqual(['endpoint-deprecated-with-sunset']);
    const early = days > 0 ? ['api-sunset-date-too-small'] : ['endpoint-deprecated-with-sunset'];
    expect(rules(said, going(at(days - 1), said), NOTICE)).toEqual(early);
    const without = days > 0 ? ['api-deprecated-sunset-missing'] : ['endpoint-deprecated'];
    expect(rules(said, { ...said, deprecated: true }, NOTICE)).toEqual(without);
  });

  it('lets a day be moved back, or forward with notice', () => {
    expect(rules(going('2026-12-01'), going('2026-12-15'), NOTICE)).toEqual(['api-sunset-date-changed']);
    expect(rules(going('2028-01-01'), going('2027-06-01'), NOTICE)).toEqual(['api-sunset-date-changed']);
    expect(rules(going('2028-01-01'), going('2026-12-15'), NOTICE)).toEqual([
      'api-sunset-date-changed-too-small',
    ]);
  });

  it('holds no day to be too soon where today is not known', () => {
    const told = diffDocuments(open({}), open(going('2020-01-01')), { policy: NOTICE });
    expect(told.map(({ rule }) => rule)).toEqual(['endpoint-deprecated-with-sunset']);
  });

  it('tells what is gone by whether its day had come', () => {
    expect(rules({}, null)).toEqual(['api-removed-without-deprecation']);
    expect(rules({ 'x-sunset': '2020-01-01' }, null)).toEqual(['api-removed-without-deprecation']);
    expect(rules(going(TODAY), null)).toEqual(['api-removed-with-deprecation']);
    expect(rules(going('2026-11-23'), null)).toEqual(['api-removed-before-sunset']);
    expect(rules(going('soon'), null)).toEqual(['api-path-sunset-parse', 'api-removed-with-deprecation']);
  });

  it('names a day only where it can be read', () => {
    const told = (before: JsonObject, after: JsonObject) =>
      diffDocuments(open(before), open(after), { today: TODAY }).map(({ args }) => args);
    expect(told(going('2027-01-01'), going('2027-06-01'))).toEqual([
      { from: '2027-01-01', sunset: '2027-06-01' },
    ]);
    expect(told({}, going('x'.repeat(100)))).toEqual([{ written: 'x'.repeat(40) }]);
    expect(told({}, going(['2027-01-01']))).toEqual([{ written: 'object' }]);
  });

  it('speaks of parameters like of operations', () => {
    const sending = (more: JsonObject, operation: JsonObject = {}) => ({
      parameters: [{ name: 'q', in: 'query', ...more }],
      ...operation,
    });
    expect(rules(sending(going('2026-11-23')), {})).toEqual(['request-parameter-removed-before-sunset']);
    expect(rules(sending(going('soon')), {})).toEqual([
      'request-parameter-sunset-parse',
      'request-parameter-removed-with-deprecation',
    ]);
    expect(rules(sending({}), sending(going('2026-12-01')), NOTICE)).toEqual([
      'request-parameter-sunset-date-too-small',
    ]);
    const alpha = { 'x-stability-level': 'alpha' };
    expect(rules(sending({}, alpha), sending(going('2026-12-01'), alpha), NOTICE)).toEqual([
      'request-parameter-deprecated',
    ]);
  });
});

describe('stability', () => {
  const at = (level: unknown, more: JsonObject = {}) =>
    ({ 'x-stability-level': level, ...more }) as JsonObject;

  it('is stable where nothing is said', () => {
    expect(rules({}, at('stable'))).toEqual([]);
    expect(rules({}, at('beta'))).toEqual(['api-stability-decreased']);
    expect(rules(at('draft'), {})).toEqual(['api-stability-increased']);
  });

  it('tells a level that is none once, where it changes', () => {
    expect(rules({}, at('gold'))).toEqual(['api-invalid-stability-level']);
    expect(rules(at(1), {})).toEqual(['api-invalid-stability-level']);
    expect(rules(at('gold'), at('gold', { deprecated: true }), NOTICE)).toEqual(['endpoint-deprecated']);
  });

  it('below the level that a policy names, an operation may change as it likes', () => {
    const policy: DiffPolicy = { stability: 'beta' };
    expect(rules(at('alpha'), at('alpha', { deprecated: true }), policy)).toEqual([]);
    expect(rules(at('alpha'), null, policy)).toEqual([]);
    expect(rules(at('alpha'), at('stable'), policy)).toEqual([]);
    expect(rules(at('stable'), at('draft'), policy)).toEqual(['api-stability-decreased']);
    expect(rules(at('beta'), null, policy)).toEqual(['api-removed-without-deprecation']);
  });
});

describe('properties', () => {
  const answering = (note: JsonObject, level = 'stable') => ({
    'x-stability-level': level,
    responses: {
      200: {
        description: '',
        content: {
          'application/json': {
            schema: { type: 'object', properties: { note: { type: 'string', ...note } } },
          },
        },
      },
    },
  });

  it.each([
    ['stable', '2027-01-15', 'response-property-sunset-date-too-small'],
    ['beta', '2027-01-15', 'response-property-deprecated-with-sunset'],
    ['beta', '2026-12-01', 'response-property-sunset-date-too-small'],
    ['alpha', '2026-12-01', 'response-property-deprecated-with-sunset'],
  ])('are as settled as their operation: %s, going on %s', (level, day, expected) => {
    expect(rules(answering({}, level), answering(going(day), level), NOTICE)).toEqual([expected]);
  });

  it('are as settled as they say, if that is less', () => {
    const alpha = { 'x-stability-level': 'alpha' };
    expect(lifecycleChanges(alpha, { ...alpha, deprecated: true }, NOTICE, TODAY)).toEqual([
      { key: 'deprecated.set', args: {} },
    ]);
    expect(lifecycleChanges({}, { deprecated: true }, NOTICE, TODAY)).toEqual([
      {
        key: 'deprecated.sunset-missing',
        args: {},
        inOperations: { draft: 'deprecated.set', alpha: 'deprecated.set' },
      },
    ]);
  });

  it('below the level that a policy names are not looked at', () => {
    const draft: JsonObject = { 'x-stability-level': 'draft' };
    const stable: JsonObject = { 'x-stability-level': 'stable' };
    expect(rules(answering(draft), answering(stable), { stability: 'beta' })).toEqual([]);
    expect(rules(answering(stable), answering(draft), { stability: 'beta' })).toEqual([
      'response-property-stability-decreased',
    ]);
  });
});

describe('versions', () => {
  const told = (from: string, to: string, breaks = true) =>
    diffDocuments(open({}, from), open(breaks ? null : {}, to), { policy: { versioning: true } })
      .map(({ rule }) => rule)
      .filter((rule) => rule.startsWith('api-') && rule.includes('version'));

  it.each([
    ['1.2.3', '1.2.3', 'api-version-not-bumped'],
    ['v1.2.3', '1.2.3', 'api-version-not-bumped'],
    ['1.2.3', '1.2.3-rc.1', 'api-version-not-bumped'],
    ['2.0.0', '1.9.0', 'api-version-decreased'],
    ['1.2.3', '1.3.0', 'api-major-version-not-bumped'],
    ['0.2.3', '0.2.4', 'api-major-version-not-bumped'],
    ['1.2.3', '2.0.0', null],
    ['0.2.3', '0.3.0', null],
    ['2023-10-16', '2023-10-16', null],
    ['1', '1', null],
    ['01.2.3', '01.2.3', null],
  ])('%s to %s: %s', (from, to, rule) => {
    expect(told(from, to)).toEqual(rule ? [rule] : []);
  });

  it('may stay where nothing breaks, or nobody asks', () => {
    expect(told('1.2.3', '1.2.3', false)).toEqual([]);
    expect(rules({}, null)).toEqual(['api-removed-without-deprecation']);
  });
});
