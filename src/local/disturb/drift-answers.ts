import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { always, body, fine, objects, renamed } from './change-answer.ts';
import { bytesOf, jsonAnswer, problem, type Reply, textAnswer } from './reply.ts';
import { type DriftMode, pick } from './types.ts';
import { first } from './vocabulary.ts';

/** True changes of an answer as a whole: its status, media type, envelope, headers, errors. */
export const CHANGED_ANSWERS: readonly DriftMode[] = [
  {
    name: 'a status changed (200 to 202, 201 to 200, 204 to 200)',
    at: 'any',
    arrange: (draw) => {
      const other = pick(draw, [200, 202]);
      return fine((well) => ({
        ...well,
        status: well.status === other ? 402 - other : other,
        body: well.body ?? {},
      }));
    },
  },
  {
    name: 'a status changed (200 to 204)',
    at: 'json',
    arrange: () => fine(() => ({ status: 204, headers: {}, body: undefined })),
  },
  {
    name: 'a media type changed to XML',
    at: 'json',
    arrange: (draw) =>
      always(
        textAnswer(
          200,
          pick(draw, ['application/xml', 'text/xml', 'application/json']),
          '<?xml version="1.0"?><charge id="ch_1"/>',
        ),
      ),
  },
  {
    name: 'a media type changed to another JSON',
    at: 'object',
    arrange: () =>
      fine((well) => ({
        ...well,
        headers: { ...well.headers, 'content-type': 'application/vnd.partner.v2+json' },
      })),
  },
  {
    name: 'a media type changed to text',
    at: 'object',
    arrange: () =>
      fine((well) => ({
        ...well,
        headers: { ...well.headers, 'content-type': 'text/plain' },
        body: 'id=ch_1&amount=1250',
      })),
  },
  {
    name: 'a file became JSON',
    at: 'file',
    arrange: () => always(jsonAnswer(200, [{ id: 'ch_1', amount: 1250 }])),
  },
  {
    name: 'lines of JSON in place of a list',
    at: 'array',
    arrange: () => fine((well) => ({ ...well, body: linesOf(well.body) })),
  },
  {
    name: 'an envelope added',
    at: 'json',
    arrange: (draw) => {
      const name = pick(draw, ['data', 'result', 'response', 'payload']);
      return body((whole) => ({
        [name]: whole,
        ...pick<JsonObject>(draw, [{}, { status: 'ok' }, { meta: { message: 'fine' }, error: null }]),
      }));
    },
  },
  {
    name: 'an envelope removed',
    at: 'object',
    word: 'list',
    arrange: (_, { list }) => body((whole) => (isObject(whole) ? (whole[first(list)] ?? null) : whole)),
  },
  {
    name: 'a header gone',
    at: 'json',
    word: 'header',
    arrange: (_, { header }) =>
      fine((well) => ({ ...well, headers: withoutHeader(well.headers, first(header)) })),
  },
  {
    name: 'another way of paging',
    at: 'object',
    word: 'list',
    arrange: (_, { list }) =>
      body((whole) => ({ [first(list)]: (whole as JsonObject)[first(list)] ?? null, page: 1, pages: 1 })),
  },
  {
    name: 'another shape of errors',
    at: 'record',
    arrange: (draw) => ({
      react: (_, well) =>
        well.status === 404
          ? jsonAnswer(
              404,
              pick<Json>(draw, [{ error: { code: 'charge_not_found' } }, { errors: ['No such charge'] }]),
            )
          : well,
    }),
  },
  {
    name: 'an error told with 200',
    at: 'record',
    arrange: (draw) => ({
      react: (_, well) =>
        well.status === 404
          ? jsonAnswer(
              200,
              pick<Json>(draw, [
                { error: { code: 'charge_not_found', message: 'No such charge' } },
                { success: false, message: 'No such charge' },
              ]),
            )
          : well,
    }),
  },
  {
    name: 'errors in an envelope with 200',
    at: 'sends',
    arrange: (draw) =>
      always(
        jsonAnswer(200, {
          success: false,
          errors: [{ field: 'customer', message: pick(draw, ['is required', 'must not be blank']) }],
        }),
      ),
  },
  {
    name: 'another status for errors (404 to 400)',
    at: 'record',
    arrange: () => ({
      react: (_, well) =>
        well.status === 404 ? problem(400, 'Bad Request', { detail: 'id is malformed' }) : well,
    }),
  },
  {
    name: 'keys in another case',
    at: 'object',
    arrange: (draw) => {
      const to = pick(draw, [
        (name: string) => name.toUpperCase(),
        (name: string) => name.charAt(0).toUpperCase() + name.slice(1),
      ]);
      return objects(renamed(to));
    },
  },
  {
    name: 'another charset',
    at: 'json',
    arrange: () =>
      fine((well) => ({
        ...well,
        headers: { ...well.headers, 'content-type': 'application/json; charset=utf-16le' },
        body: Buffer.from(bytesOf(well.body).toString(), 'utf16le'),
      })),
  },
  {
    name: 'a new kind of answer for all',
    at: 'json',
    arrange: () =>
      fine((well) => ({
        ...well,
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { v2: [{ id: 'ch_1', amount: 1250 }] },
      })),
  },
];

/** A list as lines, an element on each. */
function linesOf(whole: Reply['body']): string {
  return (Array.isArray(whole) ? whole : [whole]).map((one) => `${JSON.stringify(one)}\n`).join('');
}

function withoutHeader(headers: Reply['headers'], name: string): Reply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([one]) => one.toLowerCase() !== name));
}
