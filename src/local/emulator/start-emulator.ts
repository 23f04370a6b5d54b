import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { EMULATOR_MARK, EMULATOR_PATH } from '../../adapters/http/is-emulator.ts';
import { matchOperation } from '../../core/openapi/document/match-operation.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import type { Disturbed } from '../disturb/disturb-partner.ts';
import { type Answer, type Arrived, answerCall, type Partner } from './answer-call.ts';
import type { Distortion } from './distort.ts';
import { disturbAnswer } from './disturb-answer.ts';
import { createLimiter, type LimitCounts, type Limits } from './limits.ts';
import { meetFault } from './meet-fault.ts';
import type { Missing } from './missing.ts';
import { readBody } from './read-body.ts';
import { createRecordStore } from './record-store.ts';
import { seedRecords } from './seed-records.ts';
import { serveDocument } from './serve-document.ts';
import { createTokens, knownScopes, tokenPath } from './token-endpoint.ts';
import type { Behaviour, Credentials, Fault, OperationHeaders } from './types.ts';

/**
 * A request that has not arrived whole in time is answered with 408. A connection is kept for longer than
 * callers keep it, so that it is never closed under a call that just begins.
 */
const TIMES = { requestTimeout: 20_000, keepAliveTimeout: 120_000 };

/** What nothing proves: who asks for a token is no client, and no token is known. */
const REFUSING: Pick<Partner, 'credentials' | 'tokens'> = {
  credentials: { token: '' },
  tokens: {
    grant: () => ({ status: 401, body: { error: 'invalid_client' } }),
    scopesOf: () => null,
  },
};

/** What an emulator is started with. */
export interface EmulatorOptions {
  document: ApiDocument;
  /** The version that answers are shaped by, where that is not the published one. */
  answers?: ApiDocument | null;
  /** Rules that the document cannot say. */
  behaviour?: Behaviour;
  credentials: Credentials;
  /** 0 or absent: any free port. */
  port?: number;
  /** Headers beside the documented ones, such as Sunset, by operation key. */
  headers?: OperationHeaders;
  /** Life of an access token in ms; an hour where absent. */
  tokenLifetimeMs?: number;
  /** Calendar time, for what is written into records. */
  now?: () => Date;
  /** Monotonic ms, for the life of tokens. */
  elapsedMs?: () => number;
  /** What it allows its callers: calls to operations and for tokens, not for its document. */
  limits?: Limits;
  /** What it has no more, though its document names it. */
  missing?: Missing | null;
  /** What is so at its operations, though it answers its document and asks for tokens as ever. */
  disturbed?: Disturbed | null;
  /** Told of each answered request; never of what it carried. */
  log?: (method: string, path: string, status: number) => void;
}

/** A partner's API, emulated on loopback. */
export interface Emulator {
  url: string;
  port: number;
  /**
   * Puts another document version in force at once; what was stored stays. Requests are checked against
   * it; answers are shaped by it, or by `answers` where what runs is not what is published.
   */
  setVersion(document: ApiDocument, headers?: OperationHeaders, answers?: ApiDocument | null): void;
  /** How many requests have arrived, of every kind. */
  requests(): number;
  /** What its limits have counted. */
  counts(): LimitCounts;
  /** What every request meets from now on; null: nothing. */
  fault(fault: Fault | null): void;
  /** What its answers mean wrongly from now on, while their form stays as documented; none: nothing. */
  distort(faults: readonly Distortion[]): void;
  /** What is so at its operations from now on, beside what it was started with; none: nothing. */
  disturb(next: readonly Disturbed[]): void;
  /** Whether it refuses from now on whatever it is shown as a credential, tokens that it gave out included. */
  refuseCredentials(refuse: boolean): void;
  close(): Promise<void>;
}

/** Emulates an API from its document on 127.0.0.1 until closed. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { credentials, behaviour = {} } = options;
  const now = options.now ?? (() => new Date());
  const records = createRecordStore();
  let { document, headers = {} } = options;
  let answers: ApiDocument | null = options.answers ?? null;
  let fault: Fault | null = null;
  let distortions: readonly Distortion[] = [];
  let disturbances: readonly Disturbed[] = options.disturbed ? [options.disturbed] : [];
  let refuses = false;
  let arrivals = 0;
  seedRecords(records, document, behaviour, now());
  const elapsedMs = options.elapsedMs ?? (() => performance.now());
  const limiter = createLimiter(options.limits ?? {}, { elapsedMs, now: () => new Date() });
  const tokens = createTokens(credentials, {
    lifetimeMs: options.tokenLifetimeMs ?? 3_600_000,
    elapsedMs,
    scopes: () => knownScopes(document),
  });

  async function answer(arrived: Arrived): Promise<Answer> {
    if (arrived.path === EMULATOR_PATH && arrived.method === 'GET') {
      return { status: 200, headers: { 'content-type': 'application/json' }, body: EMULATOR_MARK };
    }
    if (arrived.path === '/openapi.json' && /^(GET|HEAD)$/.test(arrived.method)) {
      return serveDocument(document, arrived.headers['if-none-match']);
    }
    if (arrived.path === tokenPath(document) && arrived.method === 'POST') {
      const form = new URLSearchParams((arrived.body ?? '').toString());
      const granting = refuses ? REFUSING.tokens : tokens;
      const { status, body } = granting.grant(form, arrived.headers.authorization);
      const basic: Record<string, string> =
        status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : {};
      const sent = { 'content-type': 'application/json', 'cache-control': 'no-store', ...basic };
      return { status, headers: sent, body: JSON.stringify(body) };
    }
    return answerCall(arrived, {
      answers,
      document,
      headers,
      behaviour,
      ...(refuses ? REFUSING : { credentials, tokens }),
      records,
      now: now(),
      distortions,
      missing: options.missing ?? null,
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    arrivals++;
    const path = pathOf(request).pathname;
    const place =
      path === '/openapi.json' ? 'document' : path === tokenPath(document) ? 'token' : 'operations';
    const isLimited = place !== 'document' && path !== EMULATOR_PATH;
    const refused = isLimited ? limiter.begin() : null;
    try {
      const meets = fault && (fault.at ?? place) === place && path.startsWith(fault.below ?? '');
      const met = refused ?? (fault && meets ? await meetFault(fault, request) : 'passed');
      if (met === 'gone') return;
      const arrived = met === 'passed' ? await arrive(request) : null;
      const well = arrived ? await answer(arrived) : (met as Answer);
      const operation = matchOperation(document, request.method ?? 'GET', path)?.operation ?? null;
      const isDisturbed = place === 'operations' && isLimited;
      const given =
        isDisturbed && arrived ? await disturbAnswer(disturbances, operation, arrived, well) : well;
      if (typeof given === 'function') {
        given(request.socket);
        options.log?.(request.method ?? 'GET', path, 0);
        return;
      }
      const quota = isLimited ? limiter.told() : {};
      reply(request, response, { ...given, headers: { ...given.headers, ...quota } });
      options.log?.(request.method ?? 'GET', path, given.status);
    } finally {
      if (isLimited) limiter.end();
    }
  }

  const listener: RequestListener = (request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  };
  const { tls } = options.disturbed ?? {};
  const server = tls ? createSecureServer({ ...TIMES, ...tls }, listener) : createServer(TIMES, listener);
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    setVersion(next, nextHeaders = {}, nextAnswers = null) {
      document = next;
      headers = nextHeaders;
      answers = nextAnswers;
    },
    requests: () => arrivals,
    counts: () => limiter.counts(),
    fault(next) {
      fault = next;
    },
    distort(next) {
      distortions = next;
    },
    disturb(next) {
      disturbances = [...(options.disturbed ? [options.disturbed] : []), ...next];
    },
    refuseCredentials(refuse) {
      refuses = refuse;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function arrive(request: IncomingMessage): Promise<Arrived> {
  const { pathname, searchParams } = pathOf(request);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  const body = await readBody(request);
  return {
    method: request.method ?? 'GET',
    path: pathname,
    query: searchParams,
    headers: Object.fromEntries(headers),
    body,
  };
}

/** `//x` must not become a host, and what is no path at all is the root. */
function pathOf(request: IncomingMessage): URL {
  const written = `/${(request.url ?? '/').replace(/^\/+/, '')}`;
  return URL.canParse(written, 'http://127.0.0.1')
    ? new URL(written, 'http://127.0.0.1')
    : new URL('http://127.0.0.1/');
}

function reply(request: IncomingMessage, response: ServerResponse, given: Answer): void {
  const body = given.body ?? '';
  // A body that was not read to its end may not be taken for the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  const length =
    given.status === 204 || given.status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(given.status, { ...given.headers, ...length });
  response.end(request.method === 'HEAD' || given.status === 204 || given.status === 304 ? undefined : body);
}
