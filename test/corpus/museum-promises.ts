import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';

/** What a pact wants and a document does not promise. */
export interface Broken {
  interaction: string;
  why: string;
}

/**
 * Reads a document as a person would who has the pact beside it: the operation, its status, each member of the
 * answer that the pact has, and everything that a request must carry. By itself, without any code of the product
 * but the type of JSON.
 */
export function brokenPromises(document: JsonObject, pact: JsonObject): Broken[] {
  return list(pact.interactions).flatMap((interaction) => {
    const name = String(member(interaction, 'description'));
    return [...complaints(document, interaction)].map((why) => ({ interaction: name, why }));
  });
}

function* complaints(document: JsonObject, interaction: Json): Generator<string> {
  const request = member(interaction, 'request');
  const operation = operationOf(document, request);
  if (operation === null) return yield 'the operation is gone';
  const sent = member(member(request, 'body'), 'content');
  const asked = media(document, member(operation, 'requestBody'));
  for (const name of asked === null ? [] : shapeOf(document, asked).required)
    if (!isObject(sent) || !Object.hasOwn(sent, name)) yield `the request must carry ${name}`;
  const response = member(interaction, 'response');
  const status = String(member(response, 'status'));
  const answer = member(member(operation, 'responses'), status);
  if (answer === null) return yield `the answer ${status} is gone`;
  const read = member(member(response, 'body'), 'content');
  if (read !== null) yield* unpromised(document, media(document, answer), read, '');
}

function* unpromised(document: JsonObject, schema: Json, read: Json, at: string): Generator<string> {
  const shape = shapeOf(document, schema);
  if (Array.isArray(read)) {
    for (const item of read.slice(0, 1)) yield* unpromised(document, shape.items, item, `${at}/*`);
  } else if (isObject(read)) {
    for (const [name, value] of Object.entries(read)) {
      if (!shape.required.has(name)) yield `${at}/${name} may be missing`;
      else yield* unpromised(document, shape.properties[name] ?? null, value, `${at}/${name}`);
    }
  } else if (shape.type !== null && shape.type !== typeof read) yield `${at} is now of type ${shape.type}`;
}

interface Shape {
  type: string | null;
  required: Set<string>;
  properties: JsonObject;
  items: Json;
}

/** A schema with its references followed and `allOf` put together. */
function shapeOf(document: JsonObject, written: Json): Shape {
  const schema = followed(document, written);
  const shape: Shape = {
    type: typeof member(schema, 'type') === 'string' ? String(member(schema, 'type')) : null,
    required: new Set(list(member(schema, 'required')).map(String)),
    properties: {},
    items: member(schema, 'items'),
  };
  for (const part of list(member(schema, 'allOf')).map((one) => shapeOf(document, one))) {
    for (const name of part.required) shape.required.add(name);
    Object.assign(shape.properties, part.properties);
  }
  const own = member(schema, 'properties');
  return { ...shape, properties: { ...shape.properties, ...(isObject(own) ? own : {}) } };
}

function operationOf(document: JsonObject, request: Json): Json {
  const asked = String(member(request, 'path')).split('/');
  const method = String(member(request, 'method')).toLowerCase();
  for (const [path, item] of Object.entries(isObject(document.paths) ? document.paths : {})) {
    const steps = path.split('/');
    const same = steps.every((step, index) => step.startsWith('{') || step === asked[index]);
    if (same && steps.length === asked.length) return member(item, method);
  }
  return null;
}

function media(document: JsonObject, body: Json): Json {
  return member(member(member(followed(document, body), 'content'), 'application/json'), 'schema');
}

function followed(document: JsonObject, value: Json): Json {
  const reference = member(value, '$ref');
  if (typeof reference !== 'string') return value;
  const steps = reference.slice('#/'.length).split('/');
  const target = steps.reduce<Json>((at, step) => member(at, step), document);
  return followed(document, target);
}

function member(value: Json, name: string): Json {
  return isObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
