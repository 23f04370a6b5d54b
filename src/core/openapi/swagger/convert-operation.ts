import { isObject, type Json, type JsonObject } from '../../json.ts';
import { convertParameter, requestBodyOf } from './convert-parameter.ts';
import { convertResponse } from './convert-response.ts';
import { each, textsOf, withoutMembers } from './members.ts';

/** What the document says for all of its operations. */
export interface Shared {
  consumes: readonly string[];
  produces: readonly string[];
  parameters: JsonObject;
}

/** An operation with the parameters of its path item, which it may replace by name and place. */
export function convertOperation(operation: JsonObject, common: readonly Json[], shared: Shared): JsonObject {
  const own = Array.isArray(operation.parameters) ? operation.parameters : [];
  const known = own.map((one) => keyOf(meant(one, shared)));
  const inherited = common.filter((one) => !known.includes(keyOf(meant(one, shared))));
  const all = [...inherited, ...own].filter(isObject);
  const inBody = all.map((one) => meant(one, shared)).filter(isInBody);
  const parameters = all.filter((one) => !isInBody(meant(one, shared))).map(convertParameter);
  const consumes = textsOf(operation.consumes, shared.consumes);
  const produces = textsOf(operation.produces, shared.produces);
  return {
    ...withoutMembers(operation, ['parameters', 'responses', 'consumes', 'produces', 'schemes']),
    ...(parameters.length > 0 && { parameters }),
    ...(inBody.length > 0 && { requestBody: requestBodyOf(inBody, consumes) }),
    responses: each(operation.responses, (response) => convertResponse(response, produces), false),
  };
}

/** The parameter that is meant, where it is one of the document's. */
function meant(parameter: Json, shared: Shared): JsonObject {
  if (!isObject(parameter)) return {};
  const name =
    typeof parameter.$ref === 'string' ? /^#\/parameters\/([^/]+)$/.exec(parameter.$ref)?.[1] : undefined;
  if (name === undefined) return parameter;
  const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
  const found = Object.hasOwn(shared.parameters, key) ? shared.parameters[key] : undefined;
  return isObject(found) ? found : parameter;
}

function isInBody({ in: place }: JsonObject): boolean {
  return place === 'body' || place === 'formData';
}

function keyOf({ in: place, name }: JsonObject): string {
  return place === 'body' ? 'body' : `${String(place)} ${String(name)}`;
}
