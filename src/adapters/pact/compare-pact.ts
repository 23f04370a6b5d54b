import type { JsonObject } from '../../core/json.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import type { PactFit } from '../../core/pact/fit.ts';
import type { Pact, PactInteraction } from '../../core/pact/types.ts';
import { type Comparator, comparatorFor, type Result } from './compare-library.ts';
import { type Reading, removedOperation, resultDifferences } from './compare-results.ts';

/** Documents whose comparisons are kept: baseline and published document of a few partners. */
const MOST_DOCUMENTS = 16;

type Fits = WeakMap<Pact, Map<string, Promise<PactFit[]>>>;

/** Compares pacts with documents and keeps what was computed, by the hashes of the documents and the pact. */
export function createPactComparison(): { compare: typeof comparePact } {
  const documents = new Map<string, Fits>();
  return {
    compare(document, pact, namedBy = document) {
      const kept: Fits = documents.get(document.hash) ?? new WeakMap();
      documents.delete(document.hash);
      documents.set(document.hash, kept);
      if (documents.size > MOST_DOCUMENTS) documents.delete(documents.keys().next().value as string);
      const known = kept.get(pact) ?? new Map<string, Promise<PactFit[]>>();
      kept.set(pact, known);
      const fits = known.get(namedBy.hash) ?? comparePact(document, pact, namedBy);
      known.set(namedBy.hash, fits);
      return fits;
    },
  };
}

/**
 * How each interaction of a pact stands to a document, without a call: what of it does not fit, in the
 * order of the file. A document that the OpenAPI pact comparator cannot work with is `undecided`.
 *
 * @param namedBy the baseline, where that is another document: it names operations that `document` does
 *   not have, and tells what was required before.
 */
export async function comparePact(
  document: ApiDocument,
  pact: Pact,
  namedBy: ApiDocument = document,
): Promise<PactFit[]> {
  const fits: PactFit[] = [];
  for (const interaction of pact.interactions) {
    const judged = await judge(document, namedBy, interaction);
    fits.push({
      pact: pact.name,
      interaction: interaction.description,
      index: interaction.index,
      differences: judged ?? [],
      undecided: judged === null,
    });
  }
  return fits;
}

/** null where it cannot be judged: odd documents make the library throw in many ways, stack overflow included. */
async function judge(
  document: ApiDocument,
  namedBy: ApiDocument,
  interaction: PactInteraction,
): Promise<PactFit['differences'] | null> {
  const { method, path } = interaction.request;
  const match = matchOperation(document, method, path);
  const operation = match?.operation ?? matchOperation(namedBy, method, path)?.operation ?? null;
  const reading: Reading = { document, namedBy, interaction, operation };
  if (!match) return [removedOperation(reading)];
  try {
    const comparator = comparatorFor(document, match.operation, interaction);
    return resultDifferences(await resultsOf(comparator, interaction, match.operation), reading);
  } catch {
    return null;
  }
}

async function resultsOf(
  comparator: Comparator,
  { description, request, response }: PactInteraction,
  operation: Operation,
): Promise<Result[]> {
  const query = Object.entries(request.query)
    .flatMap(([name, values]) =>
      values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join('&');
  // The library knows no servers: what the path has before the template is their base path.
  const segments = request.path.split('/').slice(-(operation.path.split('/').length - 1));
  const { method, headers } = request;
  const asked: JsonObject = { method, headers, query, path: `/${segments.join('/')}`, ...bodyOf(request) };
  const answered: JsonObject = { status: response.status, headers: response.headers, ...bodyOf(response) };
  const results: Result[] = [];
  for await (const result of comparator.compare({
    interactions: [{ description, request: asked, response: answered }],
  })) {
    results.push(result);
  }
  return results;
}

function bodyOf({ body }: Pick<PactInteraction['request'], 'body'>): JsonObject {
  return body === undefined ? {} : { body };
}
