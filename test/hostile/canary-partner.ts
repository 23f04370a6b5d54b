import type { ServerResponse } from 'node:http';
import type { JsonObject } from '../../src/core/json.ts';
import type { LoopbackServer, Received } from '../adapters/loopback-server.ts';
import { startServer } from '../adapters/loopback-server.ts';

/** What must be found nowhere, each in a form of its own; the word is in all that are texts. */
export const CANARY = 'kanarie';
export const CANARIES = [
  'kanarie',
  'Kanarie Vogel',
  'kanarie.vogel@person.example',
  'sk_live_kanarie4eC39HqLyj',
  'https://person.example/reset?token=kanarie',
];
export const CARD = 4_111_111_111_111_111;
export const CARD_TEXT = '4111111111111111';

/** The document that both sides agreed on. */
export const AGREED: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'Nest', version: '1' },
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  security: [{ token: [] }],
  paths: {
    '/birds/{id}': {
      get: {
        operationId: 'getBird',
        summary: 'Get a bird',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'q', in: 'query', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'one',
            headers: { 'x-count': { required: true, schema: { type: 'integer' } } },
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['id', 'total', 'state'],
                  properties: {
                    id: { type: 'string', maxLength: 3 },
                    total: { type: 'number', maximum: 100 },
                    state: { type: 'string', enum: ['open', 'paid'] },
                    code: { type: 'string', pattern: '^A\\d$' },
                    born: { type: 'string', format: 'date' },
                    notes: { type: 'object', additionalProperties: { type: 'integer' } },
                    tags: { type: 'array', items: { type: 'string', maxLength: 2 } },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

/** As the key of a map; a key that reads like a field's name would be told as an undocumented property, by its name. */
function named(canary: string): string {
  return `of ${canary}`;
}

/** What a partner answers with; the first part of the path says how. */
type Answer = (canary: string, response: ServerResponse) => void;

const bird = (canary: string): JsonObject => ({
  id: canary,
  total: canary,
  state: canary,
  code: canary,
  born: canary,
  notes: { [named(canary)]: canary },
  tags: [canary, CARD],
  card: CARD,
  undocumented: { [named(canary)]: [canary, { [named(canary)]: CARD }] },
  [named(canary)]: canary,
});

const planted = (canary: string): Record<string, string> => ({
  'content-type': 'application/json',
  'x-custom': canary,
  'x-count': canary,
  'set-cookie': `session=${canary}`,
  etag: `"${canary}"`,
  server: canary,
  link: `<https://person.example/${encodeURIComponent(canary)}>; rel="${canary}"`,
  sunset: canary,
  deprecation: canary,
  'retry-after': canary,
  'www-authenticate': `Bearer error_description="${canary}"`,
  'x-ratelimit-remaining': canary,
});

const errors = (status: number): Answer => {
  // Who is asked to wait, waits: where that is heard, it is not for long.
  const wait = status === 429 || status === 503 ? { 'retry-after': '0' } : {};
  return (canary, response) =>
    response
      .writeHead(status, canary.replaceAll(/\W/g, ' '), { ...planted(canary), ...wait })
      .end(JSON.stringify({ error: canary, detail: [canary], [named(canary)]: CARD }));
};

export const ANSWERS: Record<string, Answer> = {
  fits: (canary, response) =>
    response.writeHead(200, { ...planted(canary), 'x-count': '1' }).end(
      JSON.stringify({
        ...bird(canary),
        id: 'a',
        total: 1,
        state: 'open',
        code: 'A1',
        tags: [],
        notes: {},
      }),
    ),
  differs: (canary, response) => response.writeHead(200, planted(canary)).end(JSON.stringify(bird(canary))),
  lacks: (canary, response) =>
    response.writeHead(200, planted(canary)).end(JSON.stringify({ [named(canary)]: canary })),
  cut: (canary, response) => response.writeHead(200, planted(canary)).end(`{"id":"${canary}`),
  text: (canary, response) =>
    response
      .writeHead(200, { ...planted(canary), 'content-type': `text/${canary.replaceAll(/\W/g, '')}` })
      .end(canary),
  page: (canary, response) =>
    response
      .writeHead(200, { ...planted(canary), 'content-type': 'text/html' })
      .end(`<html>${canary}</html>`),
  moved: (canary, response) =>
    response.writeHead(302, { location: `/login?next=${encodeURIComponent(canary)}` }).end(),
  elsewhere: (canary, response) =>
    response.writeHead(302, { location: `https://${canary.replaceAll(/\W/g, '')}.example/` }).end(),
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 422, 429, 500, 503].map((status) => [`e${status}`, errors(status)]),
  ),
};

/** Starts the partner: `/birds/{how}-{which}` answers so with that canary. */
export async function startCanaryPartner(published: JsonObject): Promise<LoopbackServer> {
  return startServer((request: Received, response) => {
    if (request.url === '/openapi.json') {
      response
        .writeHead(200, { 'content-type': 'application/json', etag: CANARY })
        .end(JSON.stringify(published));
      return;
    }
    const [how = '', which = '0'] = (request.url.split(/[/?]/)[2] ?? '').split('-');
    const answer = ANSWERS[how];
    if (answer) answer(CANARIES[Number(which)] ?? CANARY, response);
    else response.writeHead(500, CANARY).end(CANARY);
  });
}
