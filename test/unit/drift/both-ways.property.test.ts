import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { seeDeliveries } from '../../../src/app/see-deliveries.ts';
import type { Delivery } from '../../../src/core/delivery/types.ts';
import { formatSubject } from '../../../src/core/drift/subject.ts';
import type { LiveObservation } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { readPact } from '../../../src/core/pact/read-pact.ts';
import { assessSmall, ordersDocument, sha256 } from './small-world.ts';

const NOW = '2026-11-02T00:00:00.000Z';
const NAMES = ['a', 'b', 'c', 'd'] as const;
const VALUES: Record<(typeof NAMES)[number], JsonObject[string]> = { a: 'x', b: 1, c: true, d: 'y' };
const some = fc.subarray([...NAMES]);

function members(names: readonly (typeof NAMES)[number][]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, VALUES[name]]));
}

/** A document that sends these members, some of them always. */
function sending(promised: readonly string[], required: readonly string[]): JsonObject {
  const type = (name: string) => ({ b: 'integer', c: 'boolean' })[name] ?? 'string';
  const schema = {
    type: 'object',
    required: promised.filter((name) => required.includes(name)),
    properties: Object.fromEntries(promised.map((name) => [name, { type: type(name) }])),
  };
  const post = { requestBody: { content: { 'application/json': { schema } } }, responses: {} };
  return { ...ordersDocument({ type: 'object' }), webhooks: { moved: { post } } };
}

/** What one side makes of one message that was sent: read by `reads`, with `sent` in it. */
async function found(world: { document: JsonObject; reads: string[]; sent: string[] }, ourSide: boolean) {
  const body = members(world.sent as never);
  const pact = readPact(
    {
      consumer: { name: 'reader' },
      provider: { name: 'sender' },
      messages: [
        {
          description: 'moved',
          contents: members(world.reads as never),
          matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
        },
      ],
      metadata: { pactSpecification: { version: '3.0.0' } },
    },
    'p.json',
  );
  const missing = world.reads.filter((name) => !world.sent.includes(name));
  const observation: LiveObservation = {
    exchanges: [],
    uses: [],
    failure: null,
    interactions: [
      {
        number: 0,
        pact: pact.name,
        description: 'moved',
        outcome: missing.length > 0 ? 'failed' : 'passed',
        skipped: null,
        mismatches: missing.map((name) => ({ where: 'body', path: `$.${name}`, kind: 'missing' })),
        failure: null,
        message: true,
      },
    ],
  };
  const delivery: Delivery = { at: NOW, message: 'moved', environment: null, headers: {}, body };
  const recorded = { all: [delivery], environment: 'x', now: NOW, maxAgeMs: 1000 };
  const baseline = openDocument(world.document, sha256);
  const on = { baseline, published: null, pacts: [pact], recorded, first: 0 };
  const seen = seeDeliveries({ validators: createAjvValidators }, observation, on);
  const look = await assessSmall(
    { baseline: world.document, published: null, pact, live: null },
    (input) => ({
      ...input,
      observation,
      seen,
      ...(ourSide ? { ourSide: true, environment: 'ours:x' } : {}),
    }),
  );
  return look.findings.filter(({ source }) => source === 'live');
}

describe('a message that departs', () => {
  it('is the same to who reads it, whoever sends it; only whose step it is turns round', async () => {
    await fc.assert(
      fc.asyncProperty(some, some, some, some, async (promised, required, reads, sent) => {
        // What a document does not promise is the expectation's fault at theirs, and owed at ours: not the same.
        const world = {
          document: sending(promised, required),
          reads: reads.filter((name) => promised.includes(name)),
          sent,
        };
        const [theirs, ours] = [await found(world, false), await found(world, true)];
        const said = (all: typeof theirs) =>
          all.map(({ subject, rule, effect, level }) => [formatSubject(subject), rule, effect, level]);
        expect(said(ours)).toEqual(said(theirs));
        expect(ours.every(({ cell }) => cell === 'ours-to-mend')).toBe(true);
        expect(theirs.every(({ cell }) => cell === 'live-change')).toBe(true);
        const keys = new Set([...theirs, ...ours].map(({ driftKey }) => driftKey));
        expect(keys.size, 'the same place of theirs and of ours are two').toBe(theirs.length + ours.length);
        const broken = ours
          .filter(({ effect }) => effect === 'breaks')
          .map(({ subject }) => subject.location);
        const lost = world.reads.filter((name) => !sent.includes(name)).map((name) => `/${name}`);
        expect(broken.toSorted()).toEqual(lost.toSorted());
      }),
      { numRuns: 60 },
    );
  });
});
