import type { JsonObject } from '../../core/json.ts';
import { always } from './change-answer.ts';
import { jsonAnswer, pageAnswer, problem } from './reply.ts';
import { type FaultMode, pick } from './types.ts';
import { EXPIRED, FAILING, RESTING, SPENT, SPENT_CODES } from './wording.ts';

const anywhere = { where: 'anywhere', places: 'all' } as const;
const secured = { where: 'everywhere', places: 'secured' } as const;

/** What calls are told as that were spared after others had failed: of those, the status alone is known. */
const SPARED = ['server-error'] as const;

/** Faults that are told in words, under whatever status: quotas, maintenance, failures, credentials. */
export const WORD_FAULTS: readonly FaultMode[] = [
  {
    name: 'a quota told with 403 and headers',
    stops: true,
    ...anywhere,
    told: ['throttled'],
    arrange: (draw) => {
      const left = pick<Record<string, string>>(draw, [
        { 'x-ratelimit-remaining': '0' },
        { 'ratelimit-remaining': '0' },
        { ratelimit: '"default";r=0;t=1800' },
        { 'retry-after': '1800' },
      ]);
      return always({ ...problem(403, 'Forbidden'), headers: left });
    },
  },
  {
    name: 'a quota told with 403 and words',
    ...anywhere,
    told: ['throttled'],
    arrange: (draw) =>
      always(jsonAnswer(403, { error: { code: pick(draw, SPENT_CODES), message: pick(draw, SPENT) } })),
  },
  {
    name: 'a quota told with 400',
    ...anywhere,
    told: ['throttled'],
    arrange: (draw) => always(jsonAnswer(400, { error: { message: pick(draw, SPENT) } })),
  },
  {
    name: 'a quota told with 200',
    where: 'anywhere',
    places: 'json',
    told: ['throttled'],
    arrange: (draw) =>
      always(
        jsonAnswer(
          200,
          pick<JsonObject>(draw, [
            { error: pick(draw, SPENT) },
            { status: pick(draw, SPENT_CODES), results: [] },
            { success: false, error: { code: pick(draw, SPENT_CODES), message: pick(draw, SPENT) } },
            { status: 429, message: 'Too Many Requests' },
            { Note: pick(draw, SPENT) },
          ]),
        ),
      ),
  },
  {
    name: 'their failure told with 200',
    where: 'anywhere',
    places: 'json',
    told: ['server-error'],
    arrange: (draw) =>
      always(
        jsonAnswer(
          200,
          pick<JsonObject>(draw, [
            { error: pick(draw, FAILING) },
            { status: 'error', message: pick(draw, FAILING) },
            { success: false, errors: [{ code: 'INTERNAL_SERVER_ERROR', message: pick(draw, FAILING) }] },
            { statusCode: 503, message: 'Service Unavailable' },
          ]),
        ),
      ),
  },
  {
    name: 'maintenance with 503 and a page',
    ...anywhere,
    told: ['maintenance', ...SPARED],
    arrange: (draw) => always(pageAnswer(503, pick(draw, RESTING))),
  },
  {
    name: 'maintenance with 503 and JSON',
    ...anywhere,
    told: ['maintenance', ...SPARED],
    arrange: (draw) => always(jsonAnswer(503, { message: pick(draw, RESTING) })),
  },
  {
    name: 'maintenance with 200 and a page',
    ...anywhere,
    told: ['maintenance'],
    arrange: (draw) => always(pageAnswer(200, pick(draw, RESTING))),
  },
  {
    name: 'maintenance with 200 and JSON',
    where: 'anywhere',
    places: 'json',
    told: ['maintenance'],
    arrange: (draw) =>
      always(
        jsonAnswer(
          200,
          pick<JsonObject>(draw, [
            { message: pick(draw, RESTING) },
            { status: 'maintenance' },
            { error: { code: 'MAINTENANCE_MODE', message: pick(draw, RESTING) } },
          ]),
        ),
      ),
  },
  {
    name: '401 for a token that expired, everywhere',
    ...secured,
    told: ['credentials'],
    arrange: (draw) =>
      always({
        ...problem(401, pick(draw, EXPIRED)),
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      }),
  },
  {
    name: 'a key that expired told with 400, everywhere',
    ...secured,
    told: ['credentials'],
    arrange: (draw) =>
      always(
        jsonAnswer(400, {
          error: { message: pick(draw, ['API key expired', 'Invalid API key', ...EXPIRED]) },
        }),
      ),
  },
  {
    name: 'a token that expired told with 200, everywhere',
    ...secured,
    told: ['credentials'],
    arrange: (draw) =>
      always(
        jsonAnswer(200, {
          error: pick(draw, ['invalid_token', 'token_expired', 'unauthorized']),
          message: pick(draw, EXPIRED),
        }),
      ),
  },
];
