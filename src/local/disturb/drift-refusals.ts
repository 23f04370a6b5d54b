import { isObject, type Json } from '../../core/json.ts';
import { always } from './change-answer.ts';
import { type DisturbedRequest, jsonAnswer, problem, type Reply, textAnswer } from './reply.ts';
import { type Arrangement, type DriftMode, pick } from './types.ts';
import { first } from './vocabulary.ts';

const refusing = (answer: Reply, refuses: (request: DisturbedRequest) => boolean): Arrangement => ({
  react: (request, well) => (refuses(request) ? answer : well),
});
const sent = (request: DisturbedRequest, name: string): Json | undefined =>
  isObject(request.body) ? request.body[name] : undefined;

/** True changes that look like outages: an operation that answers with an error while its siblings are well. */
export const REFUSALS: readonly DriftMode[] = [
  {
    name: 'authentication moved (401)',
    at: 'secured',
    arrange: (draw) =>
      always({
        ...problem(401, pick(draw, ['Unauthorized', 'Use an API key', 'Missing signature'])),
        headers: { 'www-authenticate': pick(draw, ['Basic realm="partner"', 'DPoP', 'Bearer']) },
      }),
  },
  {
    name: 'a scope newly required (403)',
    at: 'secured',
    arrange: (draw) =>
      always(
        pick(draw, [
          {
            ...problem(403, 'Forbidden'),
            headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="charges:read"' },
          },
          jsonAnswer(403, { error: 'insufficient_scope' }),
          jsonAnswer(403, { message: 'Missing permission charges:read' }),
        ]),
      ),
  },
  {
    name: 'authentication newly required where none was (401)',
    at: 'open',
    arrange: () => always(problem(401, 'Sign your requests')),
  },
  {
    name: 'an operation gone (404)',
    at: 'telling',
    arrange: (draw) =>
      always(
        pick(draw, [
          problem(404, 'Not Found'),
          jsonAnswer(404, { message: 'no Route matched with those values' }),
          textAnswer(
            404,
            'text/html',
            '<html><body><h1>Not Found</h1>The requested URL was not found on this server.</body></html>',
          ),
          textAnswer(404, 'text/plain', '404 page not found'),
        ]),
      ),
  },
  {
    name: 'an operation gone (404), told by the router alone',
    at: 'deletes',
    arrange: (draw) =>
      always(
        pick(draw, [
          jsonAnswer(404, { message: 'no Route matched with those values' }),
          jsonAnswer(404, { message: 'Route DELETE:/v1/charges/ch_2 not found' }),
          textAnswer(
            404,
            'text/html',
            '<!DOCTYPE html><html><body><pre>Cannot DELETE /v1/charges/ch_2</pre></body></html>',
          ),
          jsonAnswer(404, { error: 'Unknown endpoint' }),
        ]),
      ),
  },
  {
    name: 'an operation gone (410)',
    at: 'telling',
    arrange: (draw) => always(problem(410, pick(draw, ['Gone', 'This version has been retired']))),
  },
  {
    name: 'an operation gone (405)',
    at: 'telling',
    arrange: () => always({ ...problem(405, 'Method Not Allowed'), headers: { allow: 'PATCH' } }),
  },
  {
    name: 'a path moved, told by a redirect (301, 308)',
    at: 'get',
    arrange: (draw) => {
      const status = pick(draw, [301, 308]);
      return {
        react: ({ path }) => ({
          status,
          headers: { location: path.replace('/v1/', '/v2/') },
          body: undefined,
        }),
      };
    },
  },
  {
    name: 'a path moved, told by a hint (404)',
    at: 'telling',
    arrange: () => ({
      react: ({ path }) => jsonAnswer(404, { message: 'Not Found', moved_to: path.replace('/v1/', '/v2/') }),
    }),
  },
  {
    name: 'a field newly required (400)',
    at: 'sends',
    arrange: (draw) =>
      always(
        problem(400, 'Bad Request', {
          detail: pick(draw, [
            'customer is required',
            "Missing required parameter 'customer'",
            'must not be null',
          ]),
        }),
      ),
  },
  {
    name: 'a field newly required (422)',
    at: 'sends',
    arrange: (draw) => {
      const name = pick(draw, ['customer', 'quota', 'maintenance_window', 'rate_limit', 'token']);
      return refusing(
        jsonAnswer(422, { errors: [{ field: name, message: `${name} is required`, code: 'missing_field' }] }),
        (request) => sent(request, name) === undefined,
      );
    },
  },
  {
    name: 'a stricter pattern in requests (422)',
    at: 'sends',
    word: 'sentText',
    arrange: (_, { sentText }) =>
      refusing(
        jsonAnswer(422, { errors: [{ field: first(sentText), message: 'does not match ^[A-Z0-9-]+$' }] }),
        (request) => !/^[A-Z0-9-]+$/.test(String(sent(request, first(sentText)))),
      ),
  },
  {
    name: 'a listed value gone from requests (400)',
    at: 'sends',
    word: 'sentListed',
    arrange: (_, { sentListed, sentValue }) =>
      refusing(
        problem(400, 'Bad Request', { detail: `${first(sentListed)} must be one of EUR, USD` }),
        (request) => isTaken(sent(request, first(sentListed)), sentValue),
      ),
  },
  {
    name: 'a stricter length in requests (422)',
    at: 'sends',
    word: 'sentLong',
    arrange: (_, { sentLong }) =>
      refusing(
        problem(422, 'Unprocessable', { detail: `${first(sentLong)}: at most 10 characters` }),
        (request) => String(sent(request, first(sentLong))).length > 10,
      ),
  },
  {
    name: 'an unknown field newly refused (400)',
    at: 'sends',
    word: 'sentLong',
    arrange: (_, { sentLong }) =>
      refusing(
        problem(400, 'Bad Request', { detail: `Unknown field '${first(sentLong)}'` }),
        (request) => sent(request, first(sentLong)) !== undefined,
      ),
  },
  {
    name: 'a query parameter newly required (400)',
    at: 'get',
    arrange: (draw) =>
      always(
        problem(400, 'Bad Request', {
          detail: `missing query parameter: ${pick(draw, ['account', 'region'])}`,
        }),
      ),
  },
  {
    name: 'a query parameter newly limited (422)',
    at: 'get',
    arrange: () => always(problem(422, 'Unprocessable', { detail: 'limit must be at least 10' })),
  },
  {
    name: 'a header newly required (400, 428)',
    at: 'secured',
    arrange: (draw) => always(problem(pick(draw, [400, 428]), 'Header required: Idempotency-Key')),
  },
  {
    name: 'a media type of requests refused (415)',
    at: 'sends',
    arrange: () => always(problem(415, 'Unsupported Media Type')),
  },
  {
    name: 'a media type of answers refused (406)',
    at: 'get',
    arrange: () => always(problem(406, 'Not Acceptable')),
  },
];

function isTaken(value: Json | undefined, listed: Json | null): boolean {
  return listed === null ? value !== undefined : value === listed;
}
