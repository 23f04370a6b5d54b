import type { JsonObject } from '../../core/json.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { PactFit } from '../../core/pact/fit.ts';
import type { Pact, PactInteraction } from '../../core/pact/types.ts';
import { type Call, type Compared, callPath, comparatorFor, type Result } from './compare-library.ts';
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
  const readings = pact.interactions.map((interaction): Reading & { isThere: boolean } => {
    const { method, path } = interaction.request;
    const match = matchOperation(document, method, path);
    const operation = match?.operation ?? matchOperation(namedBy, method, path)?.operation ?? null;
    return { document, namedBy, interaction, operation, isThere: match !== null };
  });
  const judge = createJudge(document, readings.filter(isCall));
  const fits: PactFit[] = [];
  for (const reading of readings) {
    const { description, index } = reading.interaction;
    const judged = isCall(reading) ? await judge(reading) : [removedOperation(reading)];
    fits.push({
      pact: pact.name,
      interaction: description,
      index,
      differences: judged ?? [],
      undecided: judged === null,
    });
  }
  return fits;
}

type CallReading = Reading & Call;

function isCall(reading: Reading & { isThere: boolean }): reading is CallReading & { isThere: boolean } {
  return reading.isThere && reading.operation !== null;
}

/**
 * Judges one interaction after another with one comparator. Odd documents make the library throw in many ways, stack
 * overflow included: from then on each interaction has a comparator of its own, and only what still throws is undecided
 * (null).
 */
function createJudge(document: ApiDocument, calls: readonly CallReading[]) {
  let shared: Compared | null | undefined;
  const alone = async (reading: CallReading): Promise<PactFit['differences'] | null> => {
    try {
      return resultDifferences(await resultsOf(comparatorFor(document, [reading]), 0, reading), reading);
    } catch {
      return null;
    }
  };
  return async (reading: CallReading): Promise<PactFit['differences'] | null> => {
    if (shared === null) return alone(reading);
    try {
      shared ??= comparatorFor(document, calls);
      return resultDifferences(await resultsOf(shared, calls.indexOf(reading), reading), reading);
    } catch {
      shared = null;
      return alone(reading);
    }
  };
}

async function resultsOf(
  { comparator, places }: Compared,
  index: number,
  { interaction: { description, request, response }, operation }: Call,
): Promise<Result[]> {
  const query = Object.entries(request.query)
    .flatMap(([name, values]) =>
      values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
    )
    .join('&');
  // The library knows no servers: what the path has before the template is their base path.
  const segments = request.path.split('/').slice(-(operation.path.split('/').length - 1));
  const { method, headers } = request;
  const path = callPath(places[index] as number, `/${segments.join('/')}`);
  const asked: JsonObject = { method, headers, query, path, ...bodyOf(request) };
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
