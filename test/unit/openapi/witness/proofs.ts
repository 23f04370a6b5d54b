import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import { createWitnessConfirmer } from '../../../../src/adapters/judge/confirm-witness.ts';
import type { Difference } from '../../../../src/core/drift/difference.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../../src/core/openapi/document/types.ts';
import { createProver } from '../../../../src/core/openapi/witness/prove.ts';

/** Where a schema stands in {@link documentOf}. */
export type Placed = 'request' | 'response' | 'parameter';

/** A document whose one operation has the schema at one place. */
export function documentOf(
  placed: Placed,
  schema: Json,
  more: { openapi?: string; schemas?: JsonObject } = {},
): ApiDocument {
  const body = { content: { 'application/json': { schema } } };
  const any = { content: { 'application/json': {} } };
  return openDocument(
    {
      openapi: more.openapi ?? '3.1.0',
      info: { title: 'Any', version: '1' },
      paths: {
        '/orders': {
          post: {
            ...(placed === 'parameter' && { parameters: [{ name: 'q', in: 'query', schema }] }),
            requestBody: placed === 'request' ? body : any,
            responses: { 200: { description: '', ...(placed === 'response' ? body : any) } },
          },
        },
      },
      components: { schemas: more.schemas ?? {} },
    },
    sha256,
  );
}

/** The differences of two schemas at one place, proved; ajv contradicts no witness. */
export function provedAt(
  placed: Placed,
  before: Json,
  after: Json,
  more: { openapi?: string; schemas?: [JsonObject, JsonObject] } = {},
): Difference[] {
  const [baseline, observed] = [before, after].map((schema, index) =>
    documentOf(placed, schema, {
      ...(more.openapi && { openapi: more.openapi }),
      schemas: more.schemas?.[index] ?? {},
    }),
  ) as [ApiDocument, ApiDocument];
  const prove = createProver(baseline, observed);
  const confirm = createWitnessConfirmer(baseline, observed);
  return diffDocuments(baseline, observed, {
    prove: (claim) => {
      const proved = prove(claim);
      const { witness } = proved ?? {};
      const held = witness ? confirm({ ...claim.parts, reading: claim.reading, witness }) : true;
      if (held === false) throw new Error(`ajv does not confirm the witness of ${claim.rule.id}`);
      return proved;
    },
  });
}
