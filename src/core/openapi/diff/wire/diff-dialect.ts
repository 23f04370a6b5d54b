import type { Difference } from '../../../drift/difference.ts';
import type { ApiDocument } from '../../document/types.ts';
import { asArgument } from '../compare/fact.ts';
import { differenceOf } from '../place.ts';

/** Dialects by which a value fits or not as schemas are read here: JSON Schema 2020-12, and OpenAPI's on top of it. */
const READ_ALIKE =
  /^https:\/\/(json-schema\.org\/draft\/2020-12\/schema|spec\.openapis\.org\/oas\/3\.[12]\/dialect\/[\w.-]+)#?$/;

/**
 * Another dialect of the document's schemas (`jsonSchemaDialect`, from OpenAPI 3.1 on). Whether schemas allow less by
 * rules that nobody here knows is not decided.
 */
export function* dialectDifferences(baseline: ApiDocument, observed: ApiDocument): Generator<Difference> {
  const from = dialectOf(baseline);
  const to = dialectOf(observed);
  if (from === to) return;
  const difference = differenceOf('document', 'schema.dialect-changed', {
    subject: { method: '*', path: '*', section: 'operation', location: 'dialect' },
    operation: null,
    pointer: { baseline: pointerIn(baseline), observed: pointerIn(observed) },
    args: { from: asArgument(from), to: asArgument(to) },
  });
  if (difference) yield { ...difference, proof: 'undecided' };
}

/** The dialect where it is one of its own. */
function dialectOf({ raw: { jsonSchemaDialect: written } }: ApiDocument): string {
  return typeof written !== 'string' || READ_ALIKE.test(written) ? 'the usual one' : written;
}

function pointerIn({ raw }: ApiDocument): string | null {
  return raw.jsonSchemaDialect === undefined ? null : '#/jsonSchemaDialect';
}
