import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartnerAnswer, PartnerClient } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { NUMBER_HEADER, type Numbered, stateOf } from './numbered.ts';
import { type Answer, passedOn, readRequest, splitTarget, UNSEEN_HEADER } from './passed-on.ts';
import { type MessageToReplay, messageAnswer } from './replay-messages.ts';
import type { StateRecipes } from './state-recipes.ts';

/** Set by the verifier for itself, not by the pact. */
const VERIFIERS_OWN: Record<string, RegExp> = {
  'user-agent': /^pact_verifier\//,
  'accept-encoding': /^gzip, ?deflate$/,
};

/** Why an interaction got no answer of the partner. */
export type Unseen = { failure: Failure } | { skipped: 'mode' | 'budget' | 'doNotCall' };

/** The loopback server between the verifier and the partner. */
export interface RecordingProxy {
  /** Base URL for the verifier, with an unguessable prefix. */
  providerUrl: string;
  /** Where the verifier asks for provider states. */
  statesUrl: string;
  /** Where the verifier gets these pacts, in place of those before: nothing of them is written to disk. */
  serve(copies: readonly JsonObject[]): string[];
  /** How often the verifier has asked for anything but a pact. */
  asked(): number;
  /** By interaction number. */
  unseen: ReadonlyMap<number, Unseen>;
  close(): Promise<void>;
}

/**
 * Starts the proxy on a free port of 127.0.0.1. It passes requests that carry an interaction's number to the partner
 * and answers with what came back; where nothing usable did, with 502 and a marker. Asked for a message, it answers with
 * the delivery that was recorded. Everything else is 404.
 *
 * @param prefix unguessable; only requests under it are heard.
 */
export async function startRecordingProxy(options: {
  interactions: readonly Numbered[];
  /** Whose recorded deliveries the verifier asks for. */
  messages?: readonly MessageToReplay[];
  client: Pick<PartnerClient, 'call'>;
  recipes: StateRecipes;
  prefix: string;
}): Promise<RecordingProxy> {
  const byNumber = new Map(options.interactions.map((one) => [one.number, one]));
  const messages = new Map((options.messages ?? []).map((one) => [one.number, one]));
  const unseen = new Map<number, Unseen>();
  const providerPath = `/${options.prefix}/provider`;
  const statesPath = `/${options.prefix}/states`;
  const pacts = new Map<string, string>();
  let asked = 0;

  const changeState = async (message: Json): Promise<Json> => {
    const at = isObject(message) && typeof message.state === 'string' ? stateOf(message.state) : null;
    const state = at && byNumber.get(at.number)?.interaction.states[at.position];
    if (!at || !state || !isObject(message)) return {};
    if (message.action === 'teardown') {
      await options.recipes.tearDown(at.number, state);
      return {};
    }
    if (unseen.has(at.number)) return {};
    const prepared = await options.recipes.prepare(at.number, state);
    if (prepared.ok) return prepared.returns;
    unseen.set(at.number, { failure: prepared.failure });
    return {};
  };

  const replay = async (
    request: IncomingMessage,
    body: Buffer,
    path: string,
    query: string,
  ): Promise<Answer> => {
    const one = byNumber.get(Number(request.headers[NUMBER_HEADER]));
    if (!one) return { status: 404, headers: {}, body: Buffer.alloc(0) };
    const before = unseen.get(one.number);
    if (before) return unseenAnswer(before);
    const answer = await options.client.call({
      purpose: 'interaction',
      interaction: one.number,
      use: null,
      method: request.method ?? 'GET',
      path,
      query,
      headers: ofThePact(request),
      body: body.length > 0 ? body : null,
      expectedStatus: one.interaction.response.status,
    });
    const why = whyUnseen(answer);
    if (why) unseen.set(one.number, why);
    return why || !answer.sent ? unseenAnswer(why) : passedOn(answer);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { path, query } = splitTarget(request.url ?? '');
    const body = await readRequest(request);
    if (path === statesPath) {
      asked++;
      // Never an error: the verifier would ask again for two minutes. A state that failed answers its request.
      const returns = await changeState(parsed(body));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(returns));
      return;
    }
    const pact = pacts.get(path);
    if (pact === undefined) asked++;
    if (pact !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(pact);
      return;
    }
    if (path !== providerPath && !path.startsWith(`${providerPath}/`)) {
      response.writeHead(404).end();
      return;
    }
    if (path === providerPath && request.headers[NUMBER_HEADER] === undefined) {
      const message = messageAnswer(parsed(body), messages);
      response.writeHead(message ? 200 : 404, message?.headers).end(message?.body);
      return;
    }
    const answer = await replay(request, body, path.slice(providerPath.length), query);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      const number = Number(request.headers[NUMBER_HEADER]);
      if (byNumber.has(number)) unseen.set(number, { failure: NOT_PASSED_ON });
      if (!response.headersSent) response.writeHead(502, { [UNSEEN_HEADER]: NOT_PASSED_ON.class });
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    providerUrl: `${origin}${providerPath}`,
    statesUrl: `${origin}${statesPath}`,
    serve: (copies) => {
      pacts.clear();
      for (const [at, copy] of copies.entries())
        pacts.set(`/${options.prefix}/pacts/${at}`, JSON.stringify(copy));
      return [...pacts.keys()].map((path) => `${origin}${path}`);
    },
    asked: () => asked,
    unseen,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const NOT_PASSED_ON: Failure = { class: 'truncated', detail: 'the answer cannot be passed on' };

function whyUnseen(answer: PartnerAnswer): Unseen | null {
  if (!answer.sent) return { skipped: answer.skipped };
  return answer.exchange.failure ? { failure: answer.exchange.failure } : null;
}

function unseenAnswer(why: Unseen | null): Answer {
  const reason = why && 'failure' in why ? why.failure.class : 'skipped';
  return { status: 502, headers: { [UNSEEN_HEADER]: reason }, body: Buffer.alloc(0) };
}

function ofThePact(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    const flat = Array.isArray(value) ? value.join(', ') : (value ?? '');
    if (name !== NUMBER_HEADER && !VERIFIERS_OWN[name]?.test(flat)) headers[name] = flat;
  }
  return headers;
}

function parsed(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return null;
  }
}
