import type { HttpEvent } from '../../lambdas/events/http-event.ts';

export const DOMAIN = 'abc123.execute-api.eu-west-1.amazonaws.com';
export const BEARER = 'Bearer eyJ.eyJ.sig';

/** A request as a test makes it; what is not said is as a browser of a person with a token sends it. */
export interface Asked {
  method?: string;
  path: string;
  query?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  authorizer?: unknown;
}

/** The claims of a person's token, as the gateway hands them on. */
export function person(claims: Record<string, unknown> = { sub: 'u-1', email: 'ada@shop.example' }) {
  return { jwt: { claims, scopes: null } };
}

/** The event of a request to the HTTP API, in payload format 2.0. */
export function requestEvent(asked: Asked): HttpEvent {
  const { method = 'GET', path, query = '', body, authorizer = person() } = asked;
  const binary = body instanceof Uint8Array;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { host: DOMAIN, authorization: BEARER, ...asked.headers },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: DOMAIN,
      domainPrefix: 'abc123',
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '22/Nov/2026:08:00:00 +0000',
      timeEpoch: Date.parse('2026-11-22T08:00:00Z'),
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      ...(authorizer === null ? {} : { authorizer }),
    },
    ...(body === undefined ? {} : { body: binary ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded: binary,
  } as HttpEvent;
}
