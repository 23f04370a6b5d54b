import { ForewarnError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { convertSwagger as converted, isSwagger } from '../../core/openapi/swagger/convert-swagger.ts';

/**
 * A Swagger 2.0 document as OpenAPI 3.0; any other document as it is.
 *
 * @throws ForewarnError `input` where it cannot be converted
 */
export async function convertSwagger(raw: JsonObject, name: string): Promise<JsonObject> {
  if (!isSwagger(raw)) return raw;
  try {
    return converted(raw);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ForewarnError('input', 'this Swagger 2.0 document is nested too deeply', {
      place: { file: name },
      fix: 'ask for an OpenAPI 3 document, or convert it and keep the result',
    });
  }
}
