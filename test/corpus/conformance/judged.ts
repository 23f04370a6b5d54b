import { load } from 'js-yaml';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { readExchangeBody } from '../../../src/adapters/http/exchange-body.ts';
import { createAjvValidators } from '../../../src/adapters/judge/ajv-validators.ts';
import { type ConformResult, createConformance } from '../../../src/core/exchange/conform.ts';
import type { Exchange } from '../../../src/core/exchange/types.ts';
import type { JsonObject } from '../../../src/core/json.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';
import { convertSwagger, isSwagger } from '../../../src/core/openapi/swagger/convert-swagger.ts';

/** A message as it is on the wire. */
export interface Message {
  headers: Record<string, string>;
  body: string | null;
}

/** Opens the text of a document of any version, YAML or JSON. */
export function documentOf(text: string): ApiDocument {
  const raw = load(text) as JsonObject;
  return openDocument(isSwagger(raw) ? convertSwagger(raw) : raw, sha256);
}

/** What conformance says of one exchange. */
export function conformed(
  document: ApiDocument,
  request: Message & { method: string; path: string; query: string },
  response: (Message & { status: number }) | null,
): ConformResult {
  const exchange: Exchange = {
    id: 0,
    purpose: 'use',
    interaction: null,
    use: null,
    request: {
      method: request.method,
      path: request.path,
      query: request.query,
      headers: request.headers,
      ...bodyOf(request),
    },
    response: response && {
      status: response.status,
      headers: response.headers,
      media: response.body ? mediaOf(response) : null,
      unreadable: false,
      ...bodyOf(response),
    },
    failure: null,
    ms: 1,
  };
  return createConformance(document, createAjvValidators(document)).conform(exchange);
}

function bodyOf(message: Message): Pick<Exchange['request'], 'body'> & { unreadable?: boolean } {
  if (message.body === null) return {};
  const { body, unreadable } = readExchangeBody(message.body, mediaOf(message));
  return { ...(body !== undefined && { body }), ...(unreadable && { unreadable }) };
}

function mediaOf({ headers }: Message): string | null {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? null;
}
