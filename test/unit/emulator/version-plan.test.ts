import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlan } from '../../../src/local/emulator/read-plan.ts';
import { plannedHeaders, type VersionPlan, versionAt } from '../../../src/local/emulator/version-plan.ts';

const start = new Date('2026-11-22T00:00:00Z');
const day = (n: number) => new Date(start.getTime() + n * 86_400_000);
const plan: VersionPlan[] = [
  {
    environment: 'sandbox',
    versions: [
      { from: 0, document: 'one', answers: null, sunset: { 'GET /v1/things/{id}': 30 } },
      { from: 3, document: 'two', answers: null, sunset: {} },
      {
        from: '2027-01-01',
        document: 'three',
        answers: null,
        sunset: { 'GET /v1/things': '2027-06-01' },
      },
    ],
  },
  {
    environment: 'production',
    versions: [{ from: 5, document: 'one', answers: null, sunset: {} }],
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
        }));
        const found = versionAt([{ environment: 'e', versions }], 'e', day(at), start);
        const expected = Math.max(...froms.filter((from) => from <= at));
        return (found?.from ?? Number.NEGATIVE_INFINITY) === expected;
      }),
    );
  });
});

describe('plannedHeaders', () => {
  it('are HTTP dates by operation key', () => {
    const [first, , third] = plan[0]?.versions ?? [];
    expect(first && plannedHeaders(first, start)).toEqual({
      'GET /v1/things/{}': { Sunset: 'Tue, 22 Dec 2026 00:00:00 GMT' },
    });
    expect(third && plannedHeaders(third, start)).toEqual({
      'GET /v1/things': { Sunset: 'Tue, 01 Jun 2027 00:00:00 GMT' },
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
          { from: 0, document: join(dir, 'next.yaml'), answers: null, sunset: {} },
          {
            from: '2026-12-01',
            document: '/a/b.yaml',
            answers: join(dir, 'c.yaml'),
            sunset: {},
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
  ])('names file and line of what is wrong: %j', (text, line) => {
    expect(written(text)).toThrow(
      expect.objectContaining({ code: 'config', place: { file: 'plan.yaml', line } }) as Error,
    );
  });
});
