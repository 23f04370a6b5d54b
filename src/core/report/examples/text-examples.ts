import type { Json, JsonObject } from '../../json.ts';
import { answer, operationOf, postOf, withProperty } from './documents.ts';
import { type Change, type Example, exampleFrom } from './example.ts';

const TEXT: JsonObject = { type: 'string' };
const SENT: Change = [{ type: 'boolean' }, TEXT];
const ANSWERED: Change = [TEXT, { type: 'boolean' }];

const content = (media: string, schema: Json): JsonObject => ({ [media]: { schema } });
const FORM = 'application/x-www-form-urlencoded';

const sentText = (schema: Json) => postOf({ requestBody: { content: content('text/plain', schema) } });
const sentForm = (schema: Json) => postOf({ requestBody: { content: content(FORM, withProperty(schema)) } });
const text = (schema: Json) => operationOf({ responses: answer(content('text/plain', schema)) });
const form = (schema: Json) => operationOf({ responses: answer(content(FORM, withProperty(schema))) });
const header = (schema: Json) =>
  operationOf({ responses: answer({}, { headers: { 'X-Total': { schema } } }) });

/** Rules of types that are the same text on the wire, by id. */
export const TEXT_EXAMPLES: Record<string, Example> = {
  'request-body-type-compatible': exampleFrom(sentText, SENT),
  'request-property-type-compatible': exampleFrom(sentForm, SENT),
  'response-body-type-compatible': exampleFrom(text, ANSWERED),
  'response-property-type-compatible': exampleFrom(form, ANSWERED),
  'response-header-type-compatible': exampleFrom(header, ANSWERED),
};
