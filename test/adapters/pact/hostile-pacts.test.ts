import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPact } from '../../../src/adapters/files/load-pacts.ts';
import { type Run, replayApart } from '../../../src/adapters/pact/replay-apart.ts';
import type { ForewarnError } from '../../../src/core/errors.ts';
import type { Json, JsonObject } from '../../../src/core/json.ts';
import { liveSource, lookPlan, pactV3, pactV4, wants } from '../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../loopback-server.ts';

const fine = wants('/fine', { id: 'a' });
const answers = (matchingRules: Json, more: JsonObject = {}): JsonObject => ({
  ...fine,
  response: { status: 200, body: { id: 'a' }, matchingRules, ...more },
});
const asks = (request: JsonObject): JsonObject => ({
  ...fine,
  request: { method: 'GET', path: '/odd', ...request },
});
const idRule = (rule: JsonObject): Json => ({ body: { '$.id': { matchers: [rule] } } });

let partner: LoopbackServer;
beforeAll(async () => {
  partner = await startServer((_, response) => json(response, 200, { id: 'b' }));
});
afterAll(() => partner.close());

async function outcomes(pacts: JsonObject[]): Promise<string[]> {
  const plan = lookPlan({ url: partner.url, pacts, deadlineMs: 20_000 });
  return (await liveSource().observe(plan)).interactions.map(({ outcome }) => outcome);
}

describe('an odd interaction', () => {
  it.each<[string, JsonObject, string]>([
    ['headers of wrong types', asks({ headers: { a: 1, b: null, c: { d: 1 } } }), 'passed'],
    ['a query of wrong types', asks({ query: { a: 1, b: [null, {}] } }), 'passed'],
    ['rules that are a list', answers({ body: [] }), 'not-verified'],
    ['a rule at no path', answers({ body: { '$[[[': { matchers: [{ match: 'type' }] } } }), 'not-verified'],
    ['a pattern that is none', answers(idRule({ match: 'regex', regex: '((' })), 'not-verified'],
    ['a pattern that takes for ever', answers(idRule({ match: 'regex', regex: '(a+)+$' })), 'failed'],
    ['a header that is none', asks({ headers: { 'b c': '1', a: 'x\r\ny: 1' } }), 'not-verified'],
    ['a method that nobody can ask with', asks({ method: 'CONNECT' }), 'not-verified'],
  ])(
    'with %s leaves the others alone',
    async (_, odd, outcome) => {
      expect(await outcomes([pactV3([odd, fine])])).toEqual([outcome, 'passed']);
    },
    30_000,
  );

  it('of a plugin is passed over, and its plugin is never started', async () => {
    const body = { content: 'AA==', contentType: 'application/grpc', encoded: 'base64' };
    const request = { method: 'GET', path: '/odd', body };
    const own = {
      description: 'grpc',
      pluginConfiguration: { protobuf: { a: 1 } },
      request,
      response: { status: 200 },
    };
    const pact = pactV4([own]);
    const plugins = [{ name: 'protobuf', version: '9' }];
    expect(await outcomes([{ ...pact, metadata: { ...(pact.metadata as JsonObject), plugins } }])).toEqual([
      'passed',
    ]);
  });

  it('is one of thousands', async () => {
    const many = Array.from({ length: 2_000 }, (_, at) => wants(`/items/${at}`, { id: 'a' }));
    const plan = lookPlan({
      url: partner.url,
      pacts: [pactV3(many)],
      limits: { concurrent: 8 },
      deadlineMs: 6_000,
    });
    const { interactions } = await liveSource().observe(plan);
    expect(interactions).toHaveLength(2_000);
    expect(interactions.every(({ outcome }) => outcome !== 'failed')).toBe(true);
  }, 30_000);
});

describe('what the verifier cannot read', () => {
  const ran = async (bad: ReadonlySet<number>, count: number, asked = false) => {
    const runs: number[] = [];
    const done = await replayApart(
      Array.from({ length: count }, (_, at) => at),
      async (items): Promise<Run> => {
        runs.push(items.length);
        const isRead = !items.some((item) => bad.has(item));
        const results = items.map((number) => ({ number, outcome: 'passed' as const, mismatches: [] }));
        return { asked: asked || isRead, replay: { ok: true, results: isRead ? results : [] } };
      },
      () => true,
    );
    const read = done.flatMap(({ replay }) => (replay.ok ? replay.results.map(({ number }) => number) : []));
    return { runs: runs.length, read: read.sort((a, b) => a - b) };
  };

  it('is found by halves', async () => {
    const { runs, read } = await ran(new Set([613]), 1_000);
    expect(read).toHaveLength(999);
    expect(read).not.toContain(613);
    expect(runs).toBeLessThanOrEqual(25);
  });

  it('is looked for in so many runs and no more, and never after anything was asked', async () => {
    expect(
      (await ran(new Set(Array.from({ length: 100 }, (_, at) => at * 9)), 1_000)).runs,
    ).toBeLessThanOrEqual(25);
    expect(await ran(new Set([3]), 10, true)).toEqual({ runs: 1, read: [] });
  });
});

describe('a pact file that is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pacts-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const parties = '"consumer":{"name":"shop"},"provider":{"name":"shelf"}';
  it.each([
    ['no JSON', '{\n  "consumer": x', /not JSON/, 2],
    ['a list', '[]', /not a JSON object/, undefined],
    ['nested without end', deep, /deeper than 120/, undefined],
    [
      'deep in one place',
      `{${parties},"interactions":[{"description":"calm"},{"description":"deep","request":${deep}}]}`,
      /interaction 2 \("deep"\) is nested deeper/,
      undefined,
    ],
    [
      'a status that is none',
      `{${parties},"interactions":[{"description":"odd","request":{"method":"GET","path":"/"},"response":{"status":99999}}]}`,
      /interaction 1 \("odd"\): `response.status` must be/,
      undefined,
    ],
  ])('%s: names file, place and fix', (name, text, message, line) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, text);
    let told: ForewarnError | null = null;
    try {
      loadPact(file);
    } catch (error) {
      told = error as ForewarnError;
    }
    expect(told).toMatchObject({ code: 'input', place: { file, ...(line ? { line } : {}) } });
    expect(told?.message).toMatch(message);
    expect(told?.fix).toBeTruthy();
  });
});
