import type { OperationName } from '../../drift/difference.ts';
import type { Json, JsonObject } from '../../json.ts';

/** A piece of the document with the RFC 6901 pointer (leading `#`) to where it is really written. */
export interface Located<T> {
  value: T;
  pointer: string;
}

/** A parameter or a response header, references resolved; the schema is as written. */
export interface Parameter {
  name: string;
  /** `querystring`: the whole query as one value (OpenAPI 3.2). */
  in: 'query' | 'querystring' | 'header' | 'path' | 'cookie';
  required: boolean;
  deprecated: boolean;
  schema: Located<Json> | null;
  raw: JsonObject;
  pointer: string;
  /** True where the path has it for all its operations. */
  shared?: true;
}

/** One media type of a body. `media` is lower case, without parameters. */
export interface MediaType {
  media: string;
  /** As the document names it, with its parameters. */
  written: string;
  schema: Located<Json> | null;
  raw: JsonObject;
  pointer: string;
}

export interface RequestBody {
  required: boolean;
  content: MediaType[];
  pointer: string;
}

export interface ResponseObject {
  /** `200`, `4XX` or `default`, upper case. */
  status: string;
  headers: Parameter[];
  content: MediaType[];
  raw: JsonObject;
  pointer: string;
}

/** Where an API is served, as it is written. */
export interface Server {
  /** May be relative to the document, and hold variables: `https://{region}.shop.example/v1`. */
  url: string;
  variables: Map<string, ServerVariable>;
  pointer: string;
}

/** What may stand for a part of a server's URL; `values` is null where any text may. */
export interface ServerVariable {
  default: string | null;
  values: string[] | null;
}

/** One alternative of a security requirement: scheme name to scopes. `{}` is "no credentials". */
export type SecurityAlternative = Record<string, string[]>;

export interface Operation extends OperationName {
  /** `METHOD /path/{}`. */
  key: string;
  pointer: string;
  /** As are `requestBody` and `responses`, with references followed, and read when first asked for. */
  parameters: Parameter[];
  /** Those of them, or overridden by them, that the path has for all its operations. */
  sharedParameters: Parameter[];
  requestBody: RequestBody | null;
  responses: ResponseObject[];
  /** The operation's own or the document's security; null where neither says anything. */
  security: SecurityAlternative[] | null;
  /** The operation's own servers or its path's; null where the document's are meant. */
  servers: Server[] | null;
  deprecated: boolean;
  /** `x-sunset`, as written. */
  sunset: string | null;
  tags: string[];
  raw: JsonObject;
}

/** An OpenAPI document, opened: 3.0, 3.1 or 3.2 (2.0 is converted to 3.0 when read). */
export interface ApiDocument {
  version: '3.0' | '3.1' | '3.2';
  title: string;
  /** `info.version`. */
  docVersion: string;
  /** SHA-256 over the canonical JSON of the document; the same meaning written differently differs. */
  hash: string;
  operations: Operation[];
  /** By operation key. */
  byKey: Map<string, Operation>;
  servers: string[];
  securitySchemes: Record<string, JsonObject>;
  raw: JsonObject;
}
