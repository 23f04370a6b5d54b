import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ACCOUNT } from '../../stand-ins/start-stand-in.ts';

/** What came to the front, after the authoriser. */
export interface HttpArrival {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  routeKey: string;
  parameters: Record<string, string>;
  /** `requestContext.authorizer`. */
  authorizer: Record<string, unknown> | undefined;
  /** In ms since 1970. */
  now: number;
}

/** Bodies of these types are handed over as text, everything else in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded|[\w.+-]+\+(json|xml)))/;

/** An event of payload format 2.0. */
export function httpEvent(arrived: HttpArrival): Record<string, unknown> {
  const { method, path, query, headers, body, routeKey, parameters, authorizer, now } = arrived;
  const { cookie, ...others } = headers;
  const isText =
    TEXT.test(String(headers['content-type'] ?? '')) && headers['content-encoding'] === undefined;
  const queryParameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    queryParameters[name] = name in queryParameters ? `${queryParameters[name]},${value}` : value;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split('; ') }),
    headers: Object.fromEntries(
      Object.entries(others).map(([name, value]) => [name, [value].flat().join(',')]),
    ),
    ...(query === '' ? {} : { queryStringParameters: queryParameters }),
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'a1b2c3d4e5',
      ...(authorizer ? { authorizer } : {}),
      domainName: String(headers.host ?? ''),
      domainPrefix: 'a1b2c3d4e5',
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: String(headers['user-agent'] ?? ''),
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: new Date(now).toUTCString(),
      timeEpoch: now,
    },
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** What a function's answer becomes: of format 2.0, or any value as JSON. */
export function httpAnswer(payload: unknown): {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
} {
  const given = payload as {
    statusCode?: number;
    headers?: Record<string, string | number | boolean>;
    cookies?: string[];
    body?: string;
    isBase64Encoded?: boolean;
  } | null;
  if (typeof given !== 'object' || given === null || given.statusCode === undefined)
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(payload)),
    };
  const headers = Object.fromEntries(
    Object.entries(given.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  return {
    status: given.statusCode,
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...headers,
      ...(given.cookies ? { 'set-cookie': given.cookies } : {}),
    },
    body: Buffer.from(given.body ?? '', given.isBase64Encoded ? 'base64' : 'utf8'),
  };
}
