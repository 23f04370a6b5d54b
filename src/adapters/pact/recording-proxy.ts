import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartnerAnswer, PartnerClient } from '../../app/ports.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { NUMBER_HEADER, type Numbered, stateOf } from './numbered.ts';
import type { StateRecipes } from './state-recipes.ts';

/** Marks an answer that the partner never gave. */
export const UNSEEN_HEADER = 'x-forewarn-unseen';

const MAX_REQUEST_BYTES = 8 * 1024 * 1024;
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
  /** Where the verifier gets the pacts: nothing of them is written to disk. */
  pactUrls: string[];
  /** By interaction number. */
  unseen: ReadonlyMap<number, Unseen>;
  close(): Promise<void>;
}

/**
 * Starts the proxy on a free port of 127.0.0.1. It passes requests that carry an interaction's number to the partner
 * and answers with what came back; where nothing usable did, with 502 and a marker. Everything else is 404.
 *
 * @param prefix unguessable; only requests under it are heard.
 */
export async function startRecordingProxy(options: {
  interactions: readonly Numbered[];
  copies: readonly JsonObject[];
  client: Pick<PartnerClient, 'call'>;
  recipes: StateRecipes;
  prefix: string;
}): Promise<RecordingProxy> {
  const byNumber = new Map(options.interactions.map((one) => [one.number, one]));
  const unseen = new Map<number, Unseen>();
  const providerPath = `/${options.prefix}/provider`;
  const statesPath = `/${options.prefix}/states`;
  const pacts = new Map(
    options.copies.map((copy, at) => [`/${options.prefix}/pacts/${at}`, JSON.stringify(copy)]),
  );

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
    const { path, query } = split(request.url ?? '');
    const body = await readRequest(request);
    if (path === statesPath) {
      // Never an error: the verifier would ask again for two minutes. A state that failed answers its request.
      const returns = await changeState(parsed(body));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(returns));
      return;
    }
    const pact = pacts.get(path);
    if (pact !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(pact);
      return;
    }
    if (path !== providerPath && !path.startsWith(`${providerPath}/`)) {
      response.writeHead(404).end();
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
    pactUrls: [...pacts.keys()].map((path) => `${origin}${path}`),
    unseen,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
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

function passedOn(answer: Extract<PartnerAnswer, { sent: true }>): Answer {
  const { status, headers } = answer.exchange.response ?? { status: 502, headers: {} };
  const kept = Object.entries(headers).filter(([name]) => !OWN_TO_A_CONNECTION.has(name));
  return { status, headers: Object.fromEntries(kept), body: answer.body };
}

/** The body is passed on whole and without content encoding. */
const OWN_TO_A_CONNECTION = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
]);

function ofThePact(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    const flat = Array.isArray(value) ? value.join(', ') : (value ?? '');
    if (name !== NUMBER_HEADER && !VERIFIERS_OWN[name]?.test(flat)) headers[name] = flat;
  }
  return headers;
}

function split(url: string): { path: string; query: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

async function readRequest(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    return null;
  }
}
