import { ForewarnError } from '../core/errors.ts';
import type { JsonObject } from '../core/json.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { convertSwagger, isSwagger } from '../core/openapi/swagger/convert-swagger.ts';
import { sha256 } from './sha256.ts';

/** Deepest nesting that is read. */
const DEEPEST = 500;

/** Most values in one document, a part that is shared counted as often as it is used. */
const MOST_VALUES = 8_000_000;

/**
 * Opens a parsed document of OpenAPI 3.0 to 3.2 or Swagger 2.0. It is not changed.
 *
 * @param name of the argument, for messages
 * @throws ForewarnError `input`
 */
export function openParsed(document: object, name: string): ApiDocument {
  requireBounded(document, name);
  const raw = document as JsonObject;
  return openDocument(isSwagger(raw) ? convertSwagger(raw) : raw, sha256, { unknown: 'kept' });
}

/** Refuses what contains itself or is too large, before anything walks it. */
function requireBounded(document: object, name: string): void {
  let values = 0;
  let level: unknown[] = [document];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > DEEPEST) throw refusal(name, `is nested deeper than ${DEEPEST} or contains itself`);
    if (values > MOST_VALUES) throw refusal(name, `has more than ${MOST_VALUES} values`);
    const inner: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) inner.push(one);
    }
    level = inner;
  }
}

function refusal(name: string, problem: string): ForewarnError {
  return new ForewarnError('input', `the ${name} document ${problem}`);
}
