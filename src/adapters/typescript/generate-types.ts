import { ForewarnError } from '../../core/errors.ts';
import type { Json, JsonObject } from '../../core/json.ts';

/**
 * The types of a document, as openapi-typescript writes them.
 *
 * @param raw a document with nothing outside itself: the generator would fetch what it refers to.
 * @throws ForewarnError `input` where it refers elsewhere, or no types can be made of it.
 */
export async function generateTypes(raw: JsonObject, name: string): Promise<string> {
  if (refersElsewhere(raw))
    throw new ForewarnError('input', `${name} refers to what is not part of it`, {
      fix: 'name where that may come from under openapi.external-refs of the agreement',
    });
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  try {
    return astToString(await openapiTS(structuredClone(raw) as never, { silent: true }));
  } catch (cause) {
    throw new ForewarnError('input', `no types can be made of ${name}`, {
      fix: 'forewarn diff of the two documents says what it can read of it',
      cause,
    });
  }
}

function refersElsewhere(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(refersElsewhere);
  const { $ref } = value;
  if (typeof $ref === 'string' && !$ref.startsWith('#')) return true;
  return Object.values(value).some(refersElsewhere);
}
