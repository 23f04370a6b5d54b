import { isObject, type Json, type JsonObject } from '../../json.ts';
import { resolveWhereKnown } from '../document/reference.ts';
import { bodyOf } from './convert-body.ts';
import { isInBody, valueParameter } from './convert-parameter.ts';
import { responseOf } from './convert-response.ts';
import type { Swagger } from './convert-schema.ts';
import { serversFor } from './convert-servers.ts';

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);

/** A path item with what its operations take as a body taken out of their parameters. */
export function pathItemOf(swagger: Swagger, item: Json): Json {
  if (!isObject(item)) return item;
  const shared = listOf(item.parameters).map((one) => resolved(swagger, one));
  const made: JsonObject = {};
  for (const [key, member] of Object.entries(item)) {
    if (METHODS.has(key) && isObject(member)) made[key] = operationOf(swagger, member, shared);
    else if (key === 'parameters') made[key] = parametersOf(swagger, member);
    else made[key] = member;
  }
  return made;
}

/** Parameters of the document, but for those that are bodies, which stand where they are used. */
export function sharedParametersOf(swagger: Swagger, parameters: Json | undefined): JsonObject {
  const known = Object.entries(isObject(parameters) ? parameters : {});
  return Object.fromEntries(
    known.flatMap(([name, one]): [string, Json][] => {
      if (!isObject(one) || isInBody(one)) return [];
      return [[name, valueParameter(swagger, one)]];
    }),
  );
}

/** Media types that a document or operation lists; null where it lists none. */
export function mediaTypes(value: Json | undefined): string[] | null {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
}

function operationOf(swagger: Swagger, operation: JsonObject, shared: readonly Json[]): JsonObject {
  const { consumes, produces, schemes, parameters, responses, ...rest } = operation;
  const own = listOf(parameters).map((one) => resolved(swagger, one));
  const inBody = [...own, ...shared.filter((one) => !own.some((other) => isSameParameter(one, other)))];
  const takes = mediaTypes(consumes) ?? mediaTypes(swagger.raw.consumes) ?? [];
  const answers = mediaTypes(produces) ?? mediaTypes(swagger.raw.produces) ?? [];
  const requestBody = bodyOf(swagger, inBody.filter(isInBody), takes);
  const servers = schemes === undefined ? [] : serversFor(swagger.raw, schemes);
  return {
    ...rest,
    ...(parameters !== undefined && { parameters: parametersOf(swagger, parameters) }),
    ...(requestBody && { requestBody }),
    ...(servers.length > 0 && { servers }),
    responses: responsesOf(swagger, responses, answers),
  };
}

function parametersOf(swagger: Swagger, parameters: Json | undefined): Json[] {
  return listOf(parameters).flatMap((written): Json[] => {
    const parameter = resolved(swagger, written);
    if (!isObject(parameter) || isInBody(parameter)) return [];
    const reference = isObject(written) ? written.$ref : undefined;
    if (typeof reference !== 'string') return [valueParameter(swagger, parameter)];
    if (parameter === written) return [written];
    return /^#\/parameters\/[^/]+$/.test(reference)
      ? [{ $ref: reference.replace('#/parameters', '#/components/parameters') }]
      : [valueParameter(swagger, parameter)];
  });
}

function responsesOf(swagger: Swagger, responses: Json | undefined, produces: readonly string[]): JsonObject {
  const known = Object.entries(isObject(responses) ? responses : {});
  return Object.fromEntries(
    known.map(([status, written]) => {
      const response = status.startsWith('x-') ? written : resolved(swagger, written);
      const isResponse = isObject(response) && response.$ref === undefined;
      return [status, isResponse ? responseOf(swagger, response, produces) : response];
    }),
  );
}

function isSameParameter(one: Json, other: Json): boolean {
  return isObject(one) && isObject(other) && one.name === other.name && one.in === other.in;
}

function resolved(swagger: Swagger, value: Json): Json {
  return resolveWhereKnown(swagger, { value, pointer: '#' }).value;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
