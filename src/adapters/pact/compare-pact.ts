import { webhookOfMessage } from '../../core/delivery/webhook-of.ts';
import { sentOperations, sentSubject } from '../../core/delivery/webhooks.ts';
import type { Difference } from '../../core/drift/difference.ts';
import type { JsonObject } from '../../core/json.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { ApiDocument, Operation } from '../../core/openapi/document/types.ts';
import type { PactFit } from '../../core/pact/fit.ts';
import { messageAsAnswer } from '../../core/pact/read-message.ts';
import type { Pact, PactInteraction, PactMessage } from '../../core/pact/types.ts';
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
 * How each interaction of a pact, and then each message, stands to a document, without a call: what of it does not fit,
 * in the order of the file. A message that the document does not describe, and a document that the OpenAPI pact comparator cannot work with are `undecided`.
 *
 * @param namedBy the baseline, where that is another document: it names operations that `document` does
 *   not have, and tells what was required before.
 */
export async function comparePact(
  document: ApiDocument,
  pact: Pact,
  namedBy: ApiDocument = document,
): Promise<PactFit[]> {
  const calls = pact.interactions.map((interaction): Judged => {
    const { method, path } = interaction.request;
    const match = matchOperation(document, method, path);
    const operation = match?.operation ?? matchOperation(namedBy, method, path)?.operation ?? null;
    return { document, namedBy, interaction, operation, isThere: match !== null };
  });
  const readings = [...calls, ...pact.messages.map((message) => messageReading(document, message, namedBy))];
  const judge = createJudge(document, readings.filter(isCall));
  const fits: PactFit[] = [];
  for (const reading of readings) {
    const { description, index } = reading.interaction;
    const judged = isCall(reading) ? await judge(reading) : withoutOperation(reading);
    fits.push({
      pact: pact.name,
      interaction: description,
      index,
      differences: reading.sent ? sentDifferences(judged ?? [], reading.sent) : (judged ?? []),
      undecided: judged === null,
    });
  }
  return fits;
}

/** What is judged of a pact: a call, or, with `sent`, a message and the webhook that it is, null for none. */
interface Judged extends Reading {
  isThere: boolean;
  sent?: Operation | null;
}

type CallReading = Judged & Call;

function isCall(reading: Judged): reading is CallReading {
  return reading.isThere && reading.operation !== null;
}

/** A call that the document does not have is one; of a message that it does not describe it says nothing. */
function withoutOperation(reading: Judged): Difference[] | null {
  return reading.sent === undefined ? [removedOperation(reading)] : null;
}

/** Stands for the path that a message does not have: names of webhooks are none. */
const SENT_PATH = '/sent';

/** A message as the answer of a call that nobody makes, to the webhook of the document that the baseline has for it. */
function messageReading(document: ApiDocument, message: PactMessage, namedBy: ApiDocument): Judged {
  const sent = webhookOfMessage(namedBy, message);
  const operation = sent && { ...sent, path: SENT_PATH };
  const isThere = sent !== null && sentOperations(document).some(({ key }) => key === sent.key);
  const read = messageAsAnswer(message, SENT_PATH);
  const headers: Record<string, string> = message.media === null ? {} : { 'content-type': message.media };
  const interaction = {
    ...read,
    request: { ...read.request, method: sent?.method ?? read.request.method },
    response: { ...read.response, headers },
  };
  return { document, namedBy, interaction, operation, isThere, sent };
}

/** Under the subjects that the comparison of two documents gives to what is sent. */
function sentDifferences(differences: readonly Difference[], webhook: Operation): Difference[] {
  const { method, path, operationId, summary } = webhook;
  const operation = { method, path, ...(operationId && { operationId }), ...(summary && { summary }) };
  return differences.map((one) => ({ ...one, subject: sentSubject({ ...one.subject, path }), operation }));
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
