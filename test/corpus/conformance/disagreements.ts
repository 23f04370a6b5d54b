const ELSEWHERE =
  'references into other documents are followed where a document is loaded, not by who judges';
const BUILT_IN = 'the schema of schemas is not part of an OpenAPI document';
const UNESCAPED = 'a character that should have been escaped is read as itself';
const DIALECT = 'a dialect of its own is read as that of OpenAPI';
const OF_OLD = 'a keyword of older drafts, which OpenAPI 3.1 does not have';

/** Cases of the JSON Schema test suite, by how their name begins, that are about something OpenAPI 3.1 does not have. */
export const OUTSIDE_OF_OPENAPI: Readonly<Record<string, string>> = {
  'refRemote:': ELSEWHERE,
  'cross-draft:': ELSEWHERE,
  'defs: validate definition against metaschema': BUILT_IN,
  'vocabulary: schema that uses custom metaschema': DIALECT,
  'dependencies-compatibility:': OF_OLD,
  'format-assertion:': DIALECT,
};

/** Cases of which we knowingly say something else. */
export const OTHER_SCHEMA_VERDICT: Readonly<Record<string, string>> = {
  'enum: empty enum': 'an empty list of values is one that nobody filled in: it is taken to say nothing',
  'unevaluatedItems: unevaluatedItems with $dynamicRef': 'a dynamic reference is not decided',
};

/** Exchanges that are judged otherwise than by the tools whose tests they are, by name of the case. */
export const OTHER_EXCHANGE_VERDICT: Readonly<Record<string, string>> = {
  'request/accept-schema-when-no-body-params': 'a body that is sent where none is documented is told',
  'response/fail-response-against-undefined-schema': 'of a body without a schema the document says nothing',
  'validate-body-params/form-data-allow-reserved-fail.oas3 request': UNESCAPED,
  'validate-body-params/multipart-form-data-allow-reserved-fail.oas3 request': `${UNESCAPED}; in parts of a multipart body nothing is escaped`,
};
