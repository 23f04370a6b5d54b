import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { classify } from '../../../src/core/exchange/classify.ts';
import { createConformance } from '../../../src/core/exchange/conform.ts';
import type { Exchange, LiveInteraction, LiveObservation } from '../../../src/core/exchange/types.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { type ExchangeParts, exchangeOf } from './exchange-of.ts';
import { sha256 } from './sha256.ts';

const ok = { 200: { description: '', content: { 'application/json': { schema: { type: 'object' } } } } };
const document = openDocument(
  {
    openapi: '3.1.0',
    info: { title: 'Shop', version: '1' },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/orders': {
        get: {
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
          responses: ok,
        },
        post: { responses: ok },
      },
      '/orders/{id}': { get: { responses: ok } },
      '/health': { get: { responses: ok } },
      '/private': { get: { security: [{ key: [] }], responses: ok } },
    },
  },
  sha256,
);

const conformance = createConformance(document, createAjvValidators(document));
const withCredentials = { authorization: 'Bearer <credentials>' };

function observed(exchanges: Exchange[], interactions: Partial<LiveInteraction>[] = []): LiveObservation {
  return {
    exchanges,
    interactions: interactions.map((one, number) => ({
      number,
      pact: 'web--shop',
      description: `interaction ${number}`,
      outcome: 'failed',
      skipped: null,
      mismatches: [{ where: 'status', path: '', kind: 'value' }],
      failure: null,
      ...one,
    })),
    uses: [],
    failure: null,
  };
}

export function classified(exchanges: Exchange[], interactions: Partial<LiveInteraction>[] = []) {
  const conform = new Map(exchanges.map((one) => [one.id, conformance.conform(one)]));
  return classify(observed(exchanges, interactions), { conform });
}

/** `judged`, `not-verified:<class>` or `refused:<section>`. */
export function verdictOn(
  parts: ExchangeParts,
  others: Exchange[] = [],
  interactions: Partial<LiveInteraction>[] = [],
) {
  const found = classified([exchangeOf(parts), ...others], interactions).get(parts.id ?? 0);
  if (found?.kind === 'not-verified') return `not-verified:${found.failure.class}`;
  return found?.kind === 'refused' ? `refused:${found.section}` : found?.kind;
}

export const answer = (status: number, more: ExchangeParts['response'] = {}) => ({
  response: { status, body: {}, ...more },
});
export const at = (path: string, more: ExchangeParts['request'] = {}) => ({
  request: { path, headers: withCredentials, ...more },
});
export const success = (id: number, path = '/health') => exchangeOf({ id, ...at(path), ...answer(200) });
export const failing = (id: number, status: number, path = '/health') =>
  exchangeOf({ id, ...at(path), ...answer(status) });
export const page = { media: 'text/html', body: '<!DOCTYPE html><title>Log in</title>' };
export const noSuch = { body: { error: { code: 'resource_missing', message: 'No such order: o_1' } } };
