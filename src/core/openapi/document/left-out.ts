import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';

/** Something that is not what OpenAPI says, and is left out when the document is read. */
export interface LeftOut {
  pointer: string;
  message: string;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];
const PLACES = new Set(['query', 'querystring', 'header', 'path', 'cookie']);

/**
 * What of a document in OpenAPI 3 is not read, because it is of another kind than the specification says: servers,
 * paths, operations, parameters, bodies, responses and the schemas of components. What is deeper in a schema is the
 * comparison's to tell.
 */
export function* leftOut(raw: JsonObject): Generator<LeftOut> {
  yield* leftOutServers(raw.servers, '#/servers');
  const { paths, components } = raw;
  if (isObject(paths)) {
    for (const [path, item] of membersOf(paths)) {
      const pointer = `#/paths${toPointer([path])}`;
      if (!path.startsWith('/')) yield { pointer, message: 'this path does not begin with a slash' };
      else yield* leftOutItem(item, pointer);
    }
  }
  const schemas = isObject(components) ? components.schemas : undefined;
  if (!isObject(schemas)) return;
  for (const [name, schema] of Object.entries(schemas)) {
    if (isObject(schema) || typeof schema === 'boolean') continue;
    yield { pointer: `#/components/schemas${toPointer([name])}`, message: 'this is no schema' };
  }
}

function* leftOutServers(servers: Json | undefined, pointer: string): Generator<LeftOut> {
  if (servers === undefined) return;
  if (!Array.isArray(servers)) {
    yield { pointer, message: 'servers are written as a list' };
    return;
  }
  for (const [index, server] of servers.entries()) {
    const at = `${pointer}/${index}`;
    if (!isObject(server) || typeof server.url !== 'string') {
      yield { pointer: at, message: 'a server has a url' };
      continue;
    }
    const variables = isObject(server.variables) ? server.variables : {};
    for (const [name, variable] of Object.entries(variables)) {
      const values = isObject(variable) ? variable.enum : undefined;
      if (!Array.isArray(values) || values.length > 0) continue;
      yield { pointer: `${at}/variables${toPointer([name])}/enum`, message: 'no value is allowed here' };
    }
  }
}

function* leftOutItem(item: Json, pointer: string): Generator<LeftOut> {
  if (!isObject(item)) {
    yield { pointer, message: 'this is no path item' };
    return;
  }
  yield* leftOutServers(item.servers, `${pointer}/servers`);
  yield* leftOutParameters(item.parameters, `${pointer}/parameters`);
  for (const method of METHODS) {
    const operation = item[method];
    if (operation === undefined) continue;
    const at = `${pointer}/${method}`;
    if (isObject(operation)) yield* leftOutOperation(operation, at);
    else yield { pointer: at, message: 'this is no operation' };
  }
}

function* leftOutOperation(operation: JsonObject, pointer: string): Generator<LeftOut> {
  yield* leftOutServers(operation.servers, `${pointer}/servers`);
  yield* leftOutParameters(operation.parameters, `${pointer}/parameters`);
  const { requestBody, responses } = operation;
  if (requestBody !== undefined && !isObject(requestBody)) {
    yield { pointer: `${pointer}/requestBody`, message: 'this is no request body' };
  }
  if (responses === undefined) return;
  if (!isObject(responses)) {
    yield { pointer: `${pointer}/responses`, message: 'responses are written by their status' };
    return;
  }
  for (const [status, response] of membersOf(responses)) {
    if (isObject(response)) continue;
    yield { pointer: `${pointer}/responses${toPointer([status])}`, message: 'this is no response' };
  }
}

function* leftOutParameters(parameters: Json | undefined, pointer: string): Generator<LeftOut> {
  if (parameters === undefined) return;
  if (!Array.isArray(parameters)) {
    yield { pointer, message: 'parameters are written as a list' };
    return;
  }
  for (const [index, parameter] of parameters.entries()) {
    if (isObject(parameter) && typeof parameter.$ref === 'string') continue;
    const isRead =
      isObject(parameter) &&
      typeof parameter.name === 'string' &&
      typeof parameter.in === 'string' &&
      PLACES.has(parameter.in);
    if (!isRead) yield { pointer: `${pointer}/${index}`, message: 'a parameter has a name and a place' };
  }
}

function membersOf(value: JsonObject): [string, Json][] {
  return Object.entries(value).filter(([name]) => !name.startsWith('x-'));
}
