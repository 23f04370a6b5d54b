import { createRequire } from 'node:module';
import { ForewarnError } from '../../core/errors.ts';
import { isObject, type JsonObject } from '../../core/json.ts';

/** The one function of swagger2openapi that we call (it ships no types). */
interface Converter {
  convertObj(swagger: JsonObject, options: Record<string, unknown>): Promise<{ openapi: JsonObject }>;
}

/**
 * A Swagger 2.0 document as OpenAPI 3.0; any other document as it is.
 *
 * @throws ForewarnError `input` where it cannot be converted
 */
export async function convertSwagger(raw: JsonObject, name: string): Promise<JsonObject> {
  if (raw.openapi !== undefined || String(raw.swagger) !== '2.0') return raw;
  const { convertObj } = createRequire(import.meta.url)('swagger2openapi') as Converter;
  try {
    const source = { ...raw, swagger: '2.0' };
    // `text` only feeds line numbers; without it the converter writes the whole document as YAML first.
    const { openapi } = await convertObj(source, { patch: true, warnOnly: true, text: ' ' });
    if (isObject(openapi)) return structuredClone(openapi);
  } catch (error) {
    throw refusal(name, error);
  }
  throw refusal(name);
}

function refusal(name: string, cause?: unknown): ForewarnError {
  return new ForewarnError('input', 'this Swagger 2.0 document cannot be converted to OpenAPI 3.0', {
    place: { file: name },
    fix: 'ask for an OpenAPI 3 document, or convert it and keep the result',
    ...(cause instanceof Error && { cause: new Error(cause.message) }),
  });
}
