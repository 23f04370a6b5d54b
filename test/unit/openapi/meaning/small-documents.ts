import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import type { Json, JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../../src/core/openapi/document/types.ts';

/** A document of these paths. */
export const open = (paths: JsonObject, components: JsonObject = {}): ApiDocument =>
  openDocument({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths, components }, sha256);

/** Ids of the rules that tell what differs between two documents of these paths. */
export const rules = (before: JsonObject, after: JsonObject): string[] =>
  diffDocuments(open(before), open(after), { today: '2026-11-22' }).map(({ rule }) => rule);

export const TEXT = { type: 'string' };
export const LIST = { type: 'array', items: TEXT };
export const BODY = { type: 'object', properties: { id: TEXT } };
export const DONE = { 200: { description: '' } };

/** One operation with these parameters. */
export const sending = (...parameters: JsonObject[]) => ({
  '/orders': { get: { parameters, responses: DONE } },
});
/** One operation with a query parameter. */
export const query = (more: JsonObject, schema: Json = LIST) =>
  sending({ name: 'tag', in: 'query', schema, ...more });
/** One operation that takes a body as these media types. */
export const posting = (...media: string[]) => ({
  '/orders': {
    post: {
      requestBody: { content: Object.fromEntries(media.map((name) => [name, { schema: BODY }])) },
      responses: DONE,
    },
  },
});
/** A response as these media types. */
export const response = (...media: string[]) => ({
  description: '',
  content: Object.fromEntries(media.map((name) => [name, { schema: BODY }])),
});
/** One operation with these responses. */
export const answering = (responses: JsonObject) => ({ '/orders': { get: { responses } } });
/** One operation that answers as these media types. */
export const answer = (...media: string[]) => answering({ 200: response(...media) });
