import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WorldClock } from '../../stand-ins/clock.ts';
import type { Principals } from '../../stand-ins/principals.ts';
import { Refusal } from '../../stand-ins/refusal.ts';
import { verifySignature } from '../../stand-ins/signature.ts';
import { ACCOUNT, REGION } from '../../stand-ins/start-stand-in.ts';
import type { RunningFunction } from '../start-function.ts';
import { type HttpArrival, httpAnswer, httpEvent } from './http-event.ts';
import { findRoute, type HttpRoute } from './http-routes.ts';
import type { Tokens } from './tokens.ts';

/** An HTTP API on loopback. */
export interface HttpFront {
  url: string;
  close(): Promise<void>;
}

/** Limits of an HTTP API and of a function that answers at once. */
const MOST_BYTES = 10 * 1024 * 1024;
const MOST_EVENT_BYTES = 6 * 1024 * 1024;

/** API Gateway at work: routes, authorisers, and events of payload format 2.0. */
export async function startHttpFront(options: {
  routes: readonly HttpRoute[];
  functionOf(arn: string): RunningFunction;
  principals: Principals;
  tokens: Tokens;
  clock: WorldClock;
}): Promise<HttpFront> {
  const { routes, functionOf, clock } = options;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = request;
    const [path = '/', query = ''] = (request.url ?? '/').split('?');
    const found = findRoute(routes, method, path);
    if (!found) return tell(response, 404, 'Not Found');
    const body = await readBody(request);
    if (body.length > MOST_BYTES) return tell(response, 413, 'Request Too Large');
    const { route, parameters } = found;
    const asked = { method, path, query, headers, body, routeKey: route.key, parameters };
    const authorizer = authorised(asked, route, options);
    if (authorizer === null)
      return tell(response, route.authorizer.kind === 'iam' ? 403 : 401, 'Unauthorized');
    const event = httpEvent({ ...asked, authorizer, now: clock.now() });
    if (JSON.stringify(event).length > MOST_EVENT_BYTES) return tell(response, 413, 'Request Too Large');
    const { outcome, payload } = await functionOf(route.function).invoke(event);
    if (outcome !== 'answered') return tell(response, 500, 'Internal Server Error');
    const given = httpAnswer(payload);
    response.writeHead(given.status, { ...given.headers, 'content-length': given.body.length });
    response.end(method === 'HEAD' ? undefined : given.body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => tell(response, 500, String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the authoriser tells of the caller; undefined where there is none, null where it refuses. */
function authorised(
  asked: Omit<HttpArrival, 'authorizer' | 'now'>,
  { authorizer }: HttpRoute,
  { principals, tokens, clock }: { principals: Principals; tokens: Tokens; clock: WorldClock },
): Record<string, unknown> | undefined | null {
  switch (authorizer.kind) {
    case 'none':
      return undefined;
    case 'jwt': {
      const token = /^(?:Bearer )?(\S+)$/.exec(String(asked.headers.authorization ?? ''))?.[1] ?? '';
      const claims = tokens.read(token, { ...authorizer, now: clock.now() });
      return claims && { jwt: { claims: asText(claims), scopes: null } };
    }
    case 'iam':
      try {
        const on = { principals, region: REGION, service: 'execute-api' };
        const { accessKeyId, principal } = verifySignature(asked, on);
        const resource = `${authorizer.arn}/$default/${asked.method}${asked.path}`;
        if (!principal.may('execute-api:Invoke', resource, {})) return null;
        const userArn = `arn:aws:iam::${ACCOUNT}:user/${principal.name}`;
        const told = {
          accessKey: accessKeyId,
          accountId: ACCOUNT,
          callerId: 'AIDA000000000EXAMPLE',
          userArn,
        };
        return {
          iam: { ...told, cognitoIdentity: null, principalOrgId: null, userId: 'AIDA000000000EXAMPLE' },
        };
      } catch (error) {
        if (error instanceof Refusal) return null;
        throw error;
      }
    default:
      return authorizer satisfies never;
  }
}

/** API Gateway passes every claim on as text, lists in brackets. */
function asText(claims: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}

function tell(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
