import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../../../src/adapters/judge/ajv-validators.ts';
import type { Effect } from '../../../../src/core/drift/finding.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../../src/core/openapi/document/types.ts';
import { createProver } from '../../../../src/core/openapi/witness/prove.ts';
import { readPact } from '../../../../src/core/pact/read-pact.ts';
import { effectOf } from '../../../../src/core/usage/effect.ts';
import { usageOf } from '../../../../src/core/usage/usage-of.ts';
import { pactV3 } from '../../look-plan.ts';
import { REQUEST_CHANGES, type RequestChange, requestSchema, SENDERS } from './requests.ts';

const WEIGHT: Effect[] = ['none', 'loosens', 'unknown', 'may-break', 'breaks'];

const cases = Object.entries(REQUEST_CHANGES).flatMap(([change, edit]) =>
  Object.entries(SENDERS).map(([sender, body]) => ({ change, sender, ...judged(edit, body) })),
);

describe('what we send, held against the new document', () => {
  it.each(cases)('$change, sending $sender: $effect', ({ effect, before, after }) => {
    expect(before).toBe(true);
    if (effect === 'breaks') expect(after).toBe(false);
    if (effect === 'none' || effect === 'loosens') expect(after).toBe(true);
  });

  it('what is refused is never said to touch nothing, and both are among the cases', () => {
    const count = (one: Effect) => cases.filter(({ effect }) => effect === one).length;
    expect([count('breaks') > 10, count('none') > 10]).toEqual([true, true]);
    expect(cases.filter(({ after }) => !after).map(({ effect }) => effect)).not.toContain('none');
  });
});

/** What the differences do to a sender, and whether either document takes what it sends. */
function judged(change: RequestChange, body: JsonObject) {
  const [baseline, observed] = [documentOf(requestSchema()), documentOf(requestSchema(change))];
  const pact = readPact(
    pactV3([
      {
        description: 'a payment',
        request: { method: 'POST', path: '/payments', headers: { 'Content-Type': 'application/json' }, body },
        response: { status: 201 },
      },
    ]),
    'payments.json',
  );
  const usage = usageOf(baseline, [pact], []);
  const found = diffDocuments(baseline, observed, { prove: createProver(baseline, observed) });
  const effects = found.map((difference) => effectOf(difference, usage).effect);
  const effect = WEIGHT.findLast((one) => effects.includes(one)) ?? 'none';
  return { effect, before: takes(baseline, body), after: takes(observed, body) };
}

function takes(document: ApiDocument, body: JsonObject): boolean {
  const schema = document.operations[0]?.requestBody?.content[0]?.schema;
  return schema ? createAjvValidators(document)(schema, 'request')(body).length === 0 : false;
}

function documentOf(schema: JsonObject): ApiDocument {
  const content = { 'application/json': { schema } };
  const post = { requestBody: { required: true, content }, responses: { 201: { description: 'Paid' } } };
  return openDocument(
    { openapi: '3.1.0', info: { title: 'Payments', version: '1' }, paths: { '/payments': { post } } },
    sha256,
  );
}
