import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartnerAnswer, PartnerCall, PartnerClient } from '../../app/ports.ts';
import { type Answer, passedOn, readRequest, splitTarget, UNSEEN_HEADER } from './passed-on.ts';

/** A proxy on loopback that a system of ours calls in place of a partner. */
export interface ObservingProxy {
  /** Base URL for that system, with the prefix and without a last slash. */
  url: string;
  close(): Promise<void>;
}

/** A request as it arrived, for the partner. */
export type ArrivedCall = Pick<PartnerCall, 'method' | 'path' | 'query' | 'headers' | 'body'>;

const REFUSED: Record<Extract<PartnerAnswer, { sent: false }>['skipped'], [number, string]> = {
  mode: [403, 'this environment is read-only: what may change something is not passed on'],
  budget: [429, 'the calls of the day are used up'],
  doNotCall: [503, 'the partner is not to be called at this time'],
};

/**
 * Starts the proxy on 127.0.0.1: what is asked below its prefix goes to the partner, and what comes back is passed on.
 * Anything else is 404. Where nothing usable came back it answers itself, with a marker and the class of the failure.
 *
 * @param port 0: any free one. @param prefix unguessable. @param base URL of the environment: redirects below it stay
 * below the proxy. @param call passes a request on. @param answered is told of each answer after it was passed on.
 * @throws NodeJS.ErrnoException where the port cannot be listened at.
 */
export async function startObservingProxy(options: {
  port: number;
  prefix: string;
  base: string;
  call(call: ArrivedCall): ReturnType<PartnerClient['call']>;
  answered(answer: PartnerAnswer, call: ArrivedCall): void;
}): Promise<ObservingProxy> {
  const below = `/${options.prefix}`;
  let url = '';

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { path, query } = splitTarget(request.url ?? '');
    if (path !== below && !path.startsWith(`${below}/`)) {
      response.writeHead(404).end();
      return;
    }
    const body = await readRequest(request);
    const call = {
      method: request.method ?? 'GET',
      path: path.slice(below.length) || '/',
      query,
      headers: headersOf(request),
      body: body.length > 0 ? body : null,
    };
    const answer = await options.call(call);
    const { status, headers, body: answered } = answerFor(answer);
    const { location } = headers;
    const stays = location?.startsWith(`${options.base}/`);
    if (stays) headers.location = `${url}${location?.slice(options.base.length)}`;
    response.writeHead(status, headers).end(answered);
    options.answered(answer, call);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(502, { [UNSEEN_HEADER]: 'truncated' });
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${below}`;
  return {
    url,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerFor(answer: PartnerAnswer): Answer {
  if (!answer.sent) {
    const [status, why] = REFUSED[answer.skipped];
    return ownAnswer(status, 'skipped', why);
  }
  const { failure, response } = answer.exchange;
  if (response) return passedOn(answer);
  const why = failure ?? { class: 'truncated', detail: 'no answer' };
  return ownAnswer(why.class === 'timeout' ? 504 : 502, why.class, why.detail);
}

/** In plain text: whoever looks at a system that stopped working sees whose word it is. */
function ownAnswer(status: number, unseen: string, why: string): Answer {
  return {
    status,
    headers: { [UNSEEN_HEADER]: unseen, 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`forewarn: ${why}\n`),
  };
}

/** Encodings of the answer are undone before it is passed on, so they are not the caller's matter. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (name !== 'accept-encoding') headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return headers;
}
