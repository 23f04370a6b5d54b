import type { Json, JsonObject } from '../json.ts';
import type { Located } from '../openapi/document/types.ts';

/**
 * Who reads the value. A `request` is judged by the document as written, without what is `readOnly`; a
 * `response` by an open-world reader, without what is `writeOnly`: undocumented properties pass even
 * where the document closes them, and `oneOf` asks for at least one alternative.
 */
export type Reading = 'request' | 'response';

/** One reason why a value does not fit a schema. */
export interface SchemaFault {
  /** The JSON Schema keyword that refused, or `undecided` where nothing could be said at this place. */
  keyword: string;
  /** Where in the value: decoded tokens, array positions as digits. */
  instancePath: string[];
  /** Where in the schema, through `$ref`s (token `$ref`), down to and without the keyword itself. */
  schemaPath: string[];
  /** Facts of the keyword, such as `missingProperty` or `limit`. */
  params: JsonObject;
}

/**
 * Compiles a schema of a document for one way of reading. The judge that comes back never throws; what is
 * too hard to compile or to run is one fault with the keyword `undecided`.
 */
export type SchemaValidators = (schema: Located<Json>, reading: Reading) => (value: Json) => SchemaFault[];
