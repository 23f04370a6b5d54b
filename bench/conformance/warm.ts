import { recordExchange, type SentCall } from '../../src/adapters/http/record-exchange.ts';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { createConformance } from '../../src/core/exchange/conform.ts';
import type { ResolveSchema } from '../../src/core/exchange/shape-plan.ts';
import { toShape } from '../../src/core/exchange/shapes.ts';
import { resolveReference } from '../../src/core/openapi/document/reference.ts';
import { inTurn, spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';
import { sampleBody, sampleDocument } from './sample.ts';

const ROUNDS = 41;
const EXCHANGES = 250;

/** Rounds in which the code gets as fast as it will be. */
const WARMING = 60;
const MOST = 4;

/** Answers of 2 KB, parsed, judged, redacted and serialised, beside parsing and serialising them. */
export function warmTarget(): Target {
  const document = sampleDocument();
  const bodies = Array.from({ length: EXCHANGES }, (_, number) => Buffer.from(sampleBody(number)));
  const texts = bodies.map(String);
  const conformance = createConformance(document, createAjvValidators(document));
  const resolve: ResolveSchema = (schema) => resolveReference(document, schema);
  const judge = (): number => {
    const started = performance.now();
    for (const [id, body] of bodies.entries()) {
      const exchange = recordExchange(
        { ...CALL, id, path: `/orders/order-${id}` },
        { ...ANSWER, body },
        null,
      );
      const result = conformance.conform(exchange);
      if (result.response.length + result.request.length > 0 || !result.operation)
        throw new Error('not as agreed');
      const shape = toShape(exchange, result.operation, resolve);
      if (JSON.stringify(shape).length === 0) throw new Error('nothing kept');
    }
    return performance.now() - started;
  };
  const plain = (): number => {
    const started = performance.now();
    for (const text of texts)
      if (JSON.stringify(JSON.parse(text)).length === 0) throw new Error('nothing read');
    return performance.now() - started;
  };
  inTurn(WARMING, judge, plain);
  const { one, ratios } = inTurn(ROUNDS, judge, plain);
  const { median } = spreadOf(ratios);
  const perSecond = (1_000 * EXCHANGES) / spreadOf(one).median;
  return {
    what: `answers of ${((texts[0] ?? '').length / 1_000).toFixed(1)} KB: parsed, judged, redacted, serialised`,
    target: `<= ${MOST} x JSON.parse and JSON.stringify`,
    figure: `${spread(ratios, 2)} x (${Math.round(perSecond)} a second)`,
    met: median <= MOST,
  };
}

const CALL: Omit<SentCall, 'id' | 'path'> = {
  purpose: 'use',
  interaction: null,
  use: 'GET /orders/{}',
  method: 'GET',
  query: '',
  headers: { accept: 'application/json', authorization: 'Bearer secret-of-the-shop' },
  body: '',
  hiddenHeaders: ['authorization'],
  hiddenValues: ['secret-of-the-shop'],
  ms: 12,
};

const ANSWER = { status: 200, headers: { 'content-type': 'application/json', etag: '"1"' } } as const;
