import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../../../src/adapters/judge/ajv-validators.ts';
import type { Difference, Witness } from '../../../../src/core/drift/difference.ts';
import type { Effect } from '../../../../src/core/drift/finding.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import { completeAnswer } from '../../../../src/core/openapi/witness/complete-answer.ts';
import { liftWitness } from '../../../../src/core/openapi/witness/lift.ts';
import { createProver } from '../../../../src/core/openapi/witness/prove.ts';
import { effectOf } from '../../../../src/core/usage/effect.ts';
import { answerShowing, ourWitness } from '../../../../src/core/usage/our-witness.ts';
import type { UsedBy } from '../../../../src/core/usage/types.ts';
import { usageOf } from '../../../../src/core/usage/usage-of.ts';
import { liveSource, lookPlan, pactV3 } from '../../look-plan.ts';
import { json, type LoopbackServer, startServer } from '../../loopback-server.ts';
import { ANSWER, CHANGES, READERS, schemaWith } from './partner.ts';

const WEIGHT: Effect[] = ['none', 'loosens', 'unknown', 'may-break', 'breaks'];

/** One reader in front of one change, at a path of its own. */
const cases = Object.keys(CHANGES).flatMap((change) =>
  Object.keys(READERS).map((reader, index) => ({
    change,
    reader,
    path: `/${index}/${change.replaceAll(' ', '-')}`,
  })),
);

const baseline = openDocument(
  documentOf(() => schemaWith()),
  sha256,
);
const observed = openDocument(
  documentOf((change) => schemaWith(CHANGES[change])),
  sha256,
);
const plan = (url: string) =>
  lookPlan({ url, document: baseline.raw, pacts: [pactV3(cases.map(interactionOf))] });
const usage = usageOf(baseline, plan('http://127.0.0.1:1').pacts, []);
const used = new Set(usage.operations.map(({ key }) => key));
const differences = Map.groupBy(
  diffDocuments(baseline, observed, { used, prove: createProver(baseline, observed) }).map(withWhole),
  ({ subject }) => subject.path,
);

const served = cases.map((one) => ({ ...one, ...judged(one.path) }));
const outcomes = new Map<string, string>();
let partner: LoopbackServer;

beforeAll(async () => {
  partner = await startServer(({ url }, response) => {
    const found = served.find(({ path }) => path === url);
    json(response, found ? 200 : 404, (found?.answer ?? {}) as object);
  });
  const { interactions } = await liveSource().observe(plan(partner.url));
  for (const { description, outcome } of interactions) outcomes.set(description, outcome);
}, 60_000);
afterAll(() => partner.close());

describe('an answer that the new document allows, held against the pact', () => {
  it.each(served)('$change, reading $reader: $effect', ({ path, effect, answer, allowed, shows }) => {
    expect(allowed).toBe(true);
    if (effect === 'breaks') {
      expect(shows).toMatchObject({ acceptedBy: 'observed', refusedBy: 'pact', instance: answer });
      expect(outcomes.get(path)).toBe('failed');
    }
    if (effect === 'none' || effect === 'loosens') expect(outcomes.get(path)).toBe('passed');
  });

  it('both are among the cases, many times', () => {
    const count = (effect: Effect) => served.filter((one) => one.effect === effect).length;
    expect([count('breaks') > 30, count('none') > 30, count('may-break') > 3]).toEqual([true, true, true]);
  });
});

function withWhole(difference: Difference): Difference {
  const witness = liftWitness({ baseline, observed }, difference);
  return witness ? { ...difference, witness } : difference;
}

/** What is said of a case, and the answer that shows it: ours where it breaks us, else the partner's own, changed. */
function judged(path: string): { effect: Effect; answer: Json; allowed: boolean; shows: Witness | null } {
  const found = differences.get(path) ?? [];
  const weighed = found.map((difference) => ({ difference, effect: effectOf(difference, usage).effect }));
  const effect = WEIGHT.findLast((one) => weighed.some((other) => other.effect === one)) ?? 'none';
  const use = usage.operations.find(({ key }) => key === `GET ${path}`)?.by[0] as UsedBy;
  const shows =
    weighed
      .filter((one) => one.effect === 'breaks')
      .map(({ difference }) =>
        ourWitness(difference, use, (part) => completeAnswer({ baseline, observed }, difference, part)),
      )
      .find((witness) => witness !== null) ?? null;
  const answer = (shows?.instance as Json | undefined) ?? shownBy(found);
  return { effect, answer, allowed: allowedAt(path, answer), shows };
}

/** The partner's answer with every difference in it that can be shown. */
function shownBy(found: readonly Difference[]): Json {
  return found.reduce<Json>((answer, difference) => answerShowing(difference, answer) ?? answer, ANSWER);
}

function allowedAt(path: string, answer: Json): boolean {
  const schema = observed.byKey.get(`GET ${path}`)?.responses[0]?.content[0]?.schema;
  return schema ? createAjvValidators(observed)(schema, 'response')(answer).length === 0 : false;
}

function documentOf(schemaOf: (change: string) => JsonObject): JsonObject {
  const paths = cases.map(({ change, path }) => {
    const content = { 'application/json': { schema: schemaOf(change) } };
    return [path, { get: { responses: { 200: { description: 'A record', content } } } }];
  });
  return { openapi: '3.1.0', info: { title: 'Records', version: '1' }, paths: Object.fromEntries(paths) };
}

function interactionOf({ reader, path }: { reader: string; path: string }): JsonObject {
  const { body, rules } = READERS[reader] as { body: JsonObject; rules: JsonObject };
  return {
    description: path,
    request: { method: 'GET', path },
    response: {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body,
      matchingRules: { body: rules },
    },
  };
}
