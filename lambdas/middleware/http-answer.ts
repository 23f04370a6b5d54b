import type { Hono } from 'hono';
import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import type { HttpEvent } from '../events/http-event.ts';

export type HttpResult = APIGatewayProxyResult;

/** Lambda takes 6 MB; what JSON adds around the body is kept free. */
const MOST_BYTES = 5_500_000;

/** Answers requests of an HTTP API by an application. An answer that Lambda would not take becomes an error that says so. */
export function answeredBy(app: Hono): (event: HttpEvent) => Promise<HttpResult> {
  const answer = handle(app);
  return async (event) => {
    const result = await answer(event as unknown as LambdaEvent);
    if (Buffer.byteLength(result.body) <= MOST_BYTES) return result;
    const error = { code: 'internal', message: 'The answer is too long.', fix: 'ask for less of it' };
    return {
      statusCode: 500,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
      body: JSON.stringify({ error }),
      isBase64Encoded: false,
    };
  };
}
