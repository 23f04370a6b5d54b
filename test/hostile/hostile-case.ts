import type { Json, JsonObject } from '../../src/core/json.ts';

/** Where hostile things point to: a server that must never be asked, by the port of 127.0.0.1 that it listens on. */
export interface Counter {
  port: number;
}

/** A document that means harm. */
export interface HostileDocument {
  name: string;
  /** What the file is called; `openapi.json` where it is left out. */
  file?: string;
  make(counter: Counter): string | Buffer;
  /** Origins that the reader is told to trust, so that the address guard alone stands in the way. */
  trusts?: (counter: Counter) => string[];
  /** Symbolic links beside it: what they are called, and where they lead. */
  links?: Readonly<Record<string, string>>;
}

/** In values of all that is hostile; it must be in nothing that is said about them. */
export const SECRET = 'hostile-kanarie';

/** A document of one operation whose answer is read by this schema, with schemas that it may refer to. */
export function withSchema(schema: Json, schemas: JsonObject = {}): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Shelf', version: '1', description: SECRET },
    paths: { '/things/{id}': { get: operation(schema) } },
    components: { schemas },
  };
}

/** An operation that answers what this schema says. */
export function operation(schema: Json): JsonObject {
  return {
    parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    responses: { 200: { description: SECRET, content: { 'application/json': { schema } } } },
  };
}

/** The document that hostile ones are compared with. */
export const GOOD: JsonObject = withSchema({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string', maxLength: 40 }, size: { type: 'integer', enum: [1, 2, 3] } },
});

/** An object with as many members, named by number. */
export function members(count: number, value: (at: number) => Json, name = 'p'): JsonObject {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}`, value(at)]));
}

/** As many elements, each made by its number. */
export function times<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}
