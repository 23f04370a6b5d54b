import { isObject, type Json, type JsonObject } from '../../json.ts';
import { toPointer } from '../../json-pointer.ts';
import { statusesOf } from './statuses.ts';

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
export function leftOut(raw: JsonObject): LeftOut[] {
  const found: LeftOut[] = [];
  const tell: Tell = (pointer, message) => found.push({ pointer, message });
  lookAtServers(raw.servers, '#', tell);
  const { paths, components } = raw;
  if (isObject(paths)) {
    for (const path of Object.keys(paths)) {
      if (path.startsWith('x-')) continue;
      const pointer = `#/paths${toPointer([path])}`;
      if (!path.startsWith('/')) tell(pointer, 'this path does not begin with a slash');
      else lookAtItem(paths[path] as Json, pointer, tell);
    }
  }
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  for (const name of Object.keys(schemas)) {
    const schema = schemas[name];
    if (isObject(schema) || typeof schema === 'boolean') continue;
    tell(`#/components/schemas${toPointer([name])}`, 'this is no schema');
  }
  return found;
}

/** Notes one; every operation of a document is looked at, so that this is no chain of generators. */
type Tell = (pointer: string, message: string) => void;

function lookAtServers(servers: Json | undefined, within: string, tell: Tell): void {
  if (servers === undefined) return;
  if (!Array.isArray(servers)) {
    tell(`${within}/servers`, 'servers are written as a list');
    return;
  }
  for (const [index, server] of servers.entries()) {
    const at = `${within}/servers/${index}`;
    if (!isObject(server) || typeof server.url !== 'string') {
      tell(at, 'a server has a url');
      continue;
    }
    const variables = isObject(server.variables) ? server.variables : {};
    for (const [name, variable] of Object.entries(variables)) {
      const values = isObject(variable) ? variable.enum : undefined;
      if (!Array.isArray(values) || values.length > 0) continue;
      tell(`${at}/variables${toPointer([name])}/enum`, 'no value is allowed here');
    }
  }
}

function lookAtItem(item: Json, pointer: string, tell: Tell): void {
  if (!isObject(item)) {
    tell(pointer, 'this is no path item');
    return;
  }
  lookAtServers(item.servers, pointer, tell);
  lookAtParameters(item.parameters, pointer, tell);
  for (const method of METHODS) {
    const operation = item[method];
    if (operation === undefined) continue;
    const at = `${pointer}/${method}`;
    if (isObject(operation)) lookAtOperation(operation, at, tell);
    else tell(at, 'this is no operation');
  }
}

function lookAtOperation(operation: JsonObject, pointer: string, tell: Tell): void {
  const { servers, parameters, requestBody, responses } = operation;
  lookAtServers(servers, pointer, tell);
  lookAtParameters(parameters, pointer, tell);
  if (requestBody !== undefined && !isObject(requestBody)) {
    tell(`${pointer}/requestBody`, 'this is no request body');
  }
  if (responses === undefined) return;
  if (!isObject(responses)) {
    tell(`${pointer}/responses`, 'responses are written by their status');
    return;
  }
  for (const status of statusesOf(responses)) {
    if (isObject(responses[status])) continue;
    tell(`${pointer}/responses${toPointer([status])}`, 'this is no response');
  }
}

function lookAtParameters(parameters: Json | undefined, within: string, tell: Tell): void {
  if (parameters === undefined) return;
  if (!Array.isArray(parameters)) {
    tell(`${within}/parameters`, 'parameters are written as a list');
    return;
  }
  parameters.forEach((parameter, index) => {
    if (!isRead(parameter)) tell(`${within}/parameters/${index}`, 'a parameter has a name and a place');
  });
}

function isRead(parameter: Json): boolean {
  if (!isObject(parameter)) return false;
  const { $ref, name, in: place } = parameter;
  if (typeof $ref === 'string') return true;
  return typeof name === 'string' && typeof place === 'string' && PLACES.has(place);
}
