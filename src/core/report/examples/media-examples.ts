import type { Json, JsonObject } from '../../json.ts';
import { answer, operationOf, postOf } from './documents.ts';
import { back, type Change, type Example, exampleFrom } from './example.ts';

const OBJECT: JsonObject = { schema: { type: 'object' } };
const FORM: JsonObject = { type: 'object', properties: { file: { type: 'string' } } };
const TAGS: JsonObject = {
  type: 'object',
  properties: { tags: { type: 'array', items: { type: 'string' } } },
};

const body = (value: Json) => postOf({ requestBody: { content: value as JsonObject } });
const wholeBody = (value: Json) => postOf(value === null ? {} : { requestBody: value });
const response = (value: Json) => operationOf({ responses: answer(value as JsonObject) });

function multipart(encoding: JsonObject): JsonObject {
  return { 'multipart/form-data': { schema: FORM, encoding: { file: encoding } } };
}

function form(encoding: JsonObject): JsonObject {
  return { 'application/x-www-form-urlencoded': { schema: TAGS, encoding: { tags: encoding } } };
}

const trace = (more: JsonObject, schema: JsonObject = { type: 'string' }): JsonObject => ({
  headers: { 'X-Trace': { ...more, schema } },
});

const CONTENT = { 'application/json': OBJECT };
const TYPES: Change = [
  multipart({ contentType: 'image/png' }),
  multipart({ contentType: 'image/png, image/jpeg' }),
];
const MEDIA: Change = [CONTENT, { ...CONTENT, 'text/csv': { schema: { type: 'string' } } }];
const SCHEMA: Change = [{ 'application/json': {} }, CONTENT];
const RESERVED: Change = [form({ style: 'form' }), form({ style: 'form', allowReserved: true })];
const WRITTEN: Change = [form({ style: 'form', explode: true }), form({ style: 'form', explode: false })];
const HEADER: Change = [multipart(trace({})), multipart(trace({}, { type: 'integer' }))];

/** Rules of request bodies and of media types, by id. */
export const MEDIA_EXAMPLES: Record<string, Example> = {
  'request-body-added-required': exampleFrom(wholeBody, [null, { required: true, content: CONTENT }]),
  'request-body-added-optional': exampleFrom(wholeBody, [null, { content: CONTENT }]),
  'request-body-removed': exampleFrom(wholeBody, [{ content: CONTENT }, null]),
  'request-body-became-required': exampleFrom(wholeBody, [
    { content: CONTENT },
    { required: true, content: CONTENT },
  ]),
  'request-body-became-optional': exampleFrom(wholeBody, [
    { required: true, content: CONTENT },
    { content: CONTENT },
  ]),
  'request-body-media-type-added': exampleFrom(body, MEDIA),
  'request-body-media-type-removed': exampleFrom(body, back(MEDIA)),
  'request-body-media-type-schema-added': exampleFrom(body, SCHEMA),
  'request-body-media-type-schema-removed': exampleFrom(body, back(SCHEMA)),
  'request-property-encoding-narrowed': exampleFrom(body, back(TYPES)),
  'request-property-encoding-widened': exampleFrom(body, TYPES),
  'request-property-encoding-style-changed': exampleFrom(body, WRITTEN),
  'request-property-encoding-became-allow-reserved': exampleFrom(body, RESERVED),
  'request-property-encoding-became-not-allow-reserved': exampleFrom(body, back(RESERVED)),
  'new-required-request-property-encoding-header': exampleFrom(body, [
    multipart({}),
    multipart(trace({ required: true })),
  ]),
  'new-optional-request-property-encoding-header': exampleFrom(body, [multipart({}), multipart(trace({}))]),
  'request-property-encoding-header-removed': exampleFrom(body, [multipart(trace({})), multipart({})]),
  'request-property-encoding-header-changed': exampleFrom(body, HEADER),
  'response-property-encoding-narrowed': exampleFrom(response, back(TYPES)),
  'response-property-encoding-widened': exampleFrom(response, TYPES),
  'response-property-encoding-style-changed': exampleFrom(response, WRITTEN),
  'response-property-encoding-header-removed': exampleFrom(response, [multipart(trace({})), multipart({})]),
  'response-property-encoding-header-changed': exampleFrom(response, HEADER),
  'response-media-type-removed': exampleFrom(response, back(MEDIA)),
  'response-media-type-added': exampleFrom(response, MEDIA),
  'response-media-type-name-changed': exampleFrom(response, [
    { 'application/json;profile=a': OBJECT },
    { 'application/json;profile=b': OBJECT },
  ]),
  'response-media-type-name-generalized': exampleFrom(response, [
    { 'application/problem+json': OBJECT },
    { 'application/json': OBJECT },
  ]),
  'response-media-type-name-specialized': exampleFrom(response, [
    { 'application/json': OBJECT },
    { 'application/problem+json': OBJECT },
  ]),
  'response-body-media-type-schema-added': exampleFrom(response, SCHEMA),
  'response-body-media-type-schema-removed': exampleFrom(response, back(SCHEMA)),
};
