import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';
import { kindOf } from '../../../src/local/emulator/planned-window.ts';
import { readPlan } from '../../../src/local/emulator/read-plan.ts';
import {
  plannedHeaders,
  type VersionPlan,
  versionAt,
  windowsAt,
} from '../../../src/local/emulator/version-plan.ts';

const start = new Date('2026-11-22T00:00:00Z');
const day = (n: number) => new Date(start.getTime() + n * 86_400_000);
const plan: VersionPlan[] = [
  {
    environment: 'sandbox',
    versions: [
      { from: 0, document: 'one', answers: null, sunset: { 'GET /v1/things/{id}': 30 }, deprecation: {} },
      { from: 3, document: 'two', answers: null, sunset: {}, deprecation: {} },
      {
        from: '2027-01-01',
        document: 'three',
        answers: null,
        sunset: { 'GET /v1/things': '2027-06-01' },
        deprecation: { '*': 1 },
      },
    ],
    during: [
      { from: 2, until: 4, outage: 503 },
      { from: 3, until: null, credentials: 'refused' },
    ],
  },
  {
    environment: 'production',
    versions: [{ from: 5, document: 'one', answers: null, sunset: {}, deprecation: {} }],
    during: [],
  },
];

describe('versionAt', () => {
  it.each([
    ['sandbox', -1, undefined],
    ['sandbox', 0, 'one'],
    ['sandbox', 2.99, 'one'],
    ['sandbox', 3, 'two'],
    ['sandbox', 39.99, 'two'],
    ['sandbox', 40, 'three'],
    ['sandbox', 4000, 'three'],
    ['production', 4, undefined],
    ['production', 5, 'one'],
    ['elsewhere', 5, undefined],
  ])('%s on day %d runs %s', (environment, at, document) => {
    expect(versionAt(plan, environment, day(at), start)?.document).toBe(document);
  });

  it('does not depend on the order in which versions are written, and never goes back', () => {
    const times = fc.uniqueArray(fc.nat(50), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(times, fc.nat(60), (froms, at) => {
        const versions = froms.map((from) => ({
          from,
          document: String(from),
          answers: null,
          sunset: {},
          deprecation: {},
        }));
        const found = versionAt([{ environment: 'e', versions, during: [] }], 'e', day(at), start);
        const expected = Math.max(...froms.filter((from) => from <= at));
        return (found?.from ?? Number.NEGATIVE_INFINITY) === expected;
      }),
    );
  });
});

describe('windowsAt', () => {
  it.each([
    ['sandbox', 1.9, []],
    ['sandbox', 2, ['outage']],
    ['sandbox', 3.5, ['outage', 'credentials']],
    ['sandbox', 4, ['credentials']],
    ['sandbox', 400, ['credentials']],
    ['production', 3, []],
    ['elsewhere', 3, []],
  ])('%s on day %d has %j', (environment, at, kinds) => {
    expect(windowsAt(plan, environment, day(at), start).map(kindOf)).toEqual(kinds);
  });
});

describe('plannedHeaders', () => {
  const document = {
    operations: [{ key: 'GET /v1/things' }, { key: 'POST /v1/things' }],
  } as Pick<ApiDocument, 'operations'>;

  it('are HTTP dates by operation key', () => {
    const [first, , third] = plan[0]?.versions ?? [];
    expect(plannedHeaders(first ? [first] : [], document, start)).toEqual({
      'GET /v1/things/{}': { Sunset: 'Tue, 22 Dec 2026 00:00:00 GMT' },
    });
    expect(plannedHeaders(third ? [third] : [], document, start)).toEqual({
      'GET /v1/things': {
        Deprecation: `@${day(1).getTime() / 1000}`,
        Sunset: 'Tue, 01 Jun 2027 00:00:00 GMT',
      },
      'POST /v1/things': { Deprecation: `@${day(1).getTime() / 1000}` },
    });
  });

  it('are those of the last source that names them', () => {
    const later = { sunset: { 'GET /v1/things': 50 }, deprecation: {} };
    const earlier = { sunset: { '*': 40 }, deprecation: {} };
    expect(plannedHeaders([earlier, later], document, start)).toEqual({
      'GET /v1/things': { Sunset: day(50).toUTCString() },
      'POST /v1/things': { Sunset: day(40).toUTCString() },
    });
  });
});

describe('readPlan', () => {
  const dir = mkdtempSync(join(tmpdir(), 'plan-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const written = (text: string) => {
    writeFileSync(join(dir, 'plan.yaml'), text);
    return () => readPlan(join(dir, 'plan.yaml'), dir);
  };

  it('takes paths from the folder of the file', () => {
    const read = written(
      'sandbox:\n  - { from: 0, document: next.yaml }\n  - { from: 2026-12-01, document: /a/b.yaml, answers: c.yaml }\n',
    );
    expect(read()).toEqual([
      {
        environment: 'sandbox',
        versions: [
          { from: 0, document: join(dir, 'next.yaml'), answers: null, sunset: {}, deprecation: {} },
          {
            from: '2026-12-01',
            document: '/a/b.yaml',
            answers: join(dir, 'c.yaml'),
            sunset: {},
            deprecation: {},
          },
        ],
        during: [],
      },
    ]);
  });

  it('takes what is so for a while, with or without versions', () => {
    const read = written(`
production:
  during:
    - { from: 2, until: 3, outage: 503 }
    - { from: 2, until: 3, outage: reset }
    - { from: 4, fault: 503 without Retry-After, at: listThings, every: 3 }
    - { from: 5, until: 7, drift: a field removed, at: GET /v1/things }
    - { from: 6, until: 2026-12-24, credentials: refused }
    - { from: 7, deprecation: { "*": 7 }, sunset: { GET /v1/things: 2027-06-01 } }
`);
    expect(read()).toEqual([
      {
        environment: 'production',
        versions: [],
        during: [
          { from: 2, until: 3, outage: 503 },
          { from: 2, until: 3, outage: 'reset' },
          { from: 4, until: null, fault: { name: '503 without Retry-After', at: 'listThings', every: 3 } },
          { from: 5, until: 7, drift: { name: 'a field removed', at: 'GET /v1/things' } },
          { from: 6, until: '2026-12-24', credentials: 'refused' },
          {
            from: 7,
            until: null,
            headers: { deprecation: { '*': 7 }, sunset: { 'GET /v1/things': '2027-06-01' } },
          },
        ],
      },
    ]);
  });

  it.each([
    ['sandbox:\n  - from: 0\n', 2],
    ['sandbox:\n  - from: 0\n    document: a\n    until: 3\n', 4],
    ['sandbox:\n  - document: a\n    from: soon\n', 3],
    ['sandbox: []\n', 1],
    ['sandbox:\n  - document: a\n    from: 0\n    answers: null, sunset: { listThings: 4 }\n', 4],
    ['- sandbox\n', 1],
    ['sandbox:\n  during:\n    - { from: 1, outage: 404 }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1 }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1, outage: 503, credentials: refused }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1, outage: 503, at: listThings }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1, drift: a field removed, every: 2 }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1, credentials: lost }\n', 3],
    ['sandbox:\n  during:\n    - { from: 1, outage: 503 }\n  while: []\n', 4],
  ])('names file and line of what is wrong: %j', (text, line) => {
    expect(written(text)).toThrow(
      expect.objectContaining({ code: 'config', place: { file: 'plan.yaml', line } }) as Error,
    );
  });
});
