import type { Json, JsonObject } from '../../json.ts';
import { operationOf } from './documents.ts';
import { back, type Change, type Example, exampleFrom } from './example.ts';

const OK: JsonObject = { description: 'done' };
const TEXT: JsonObject = { type: 'string' };
const LIST: JsonObject = { type: 'array', items: TEXT };

const responses = (value: Json) => operationOf({ responses: value });
const headers = (value: Json) => responses({ '200': { ...OK, headers: value } });
const header = (value: Json) => headers({ 'X-Total': value });
const links = (value: Json) => responses({ '200': { ...OK, links: value } });

const CREATED: Change = [{ '200': OK }, { '200': OK, '201': OK }];
const MISSING: Change = [{ '200': OK }, { '200': OK, '404': { description: 'not there' } }];
const LINK: Change = [{}, { next: { operationId: 'listOrders' } }];
const ALWAYS: JsonObject = { schema: TEXT, required: true };

/** Rules of responses, their headers and links, by id. */
export const RESPONSE_EXAMPLES: Record<string, Example> = {
  'response-success-status-removed': exampleFrom(responses, back(CREATED)),
  'response-success-status-added': exampleFrom(responses, CREATED),
  'response-success-status-range-narrowed': exampleFrom(responses, [{ '2XX': OK }, { '200': OK }]),
  'response-non-success-status-removed': exampleFrom(responses, back(MISSING)),
  'response-non-success-status-added': exampleFrom(responses, MISSING),
  'response-link-added': exampleFrom(links, LINK),
  'response-link-removed': exampleFrom(links, back(LINK)),
  'response-link-changed': exampleFrom(links, [
    { next: { operationId: 'listOrders' } },
    { next: { operationId: 'searchOrders' } },
  ]),
  'required-response-header-removed': exampleFrom(headers, [{ 'X-Total': ALWAYS }, {}]),
  'optional-response-header-removed': exampleFrom(headers, [{ 'X-Total': { schema: TEXT } }, {}]),
  'response-header-added': exampleFrom(headers, [{}, { 'X-Total': { schema: TEXT } }]),
  'response-header-became-optional': exampleFrom(header, [ALWAYS, { schema: TEXT }]),
  'response-header-became-required': exampleFrom(header, [{ schema: TEXT }, ALWAYS]),
  'response-header-explode-changed': exampleFrom(header, [
    { schema: { type: 'object', additionalProperties: TEXT } },
    { schema: { type: 'object', additionalProperties: TEXT }, explode: true },
  ]),
  'response-header-serialization-changed': exampleFrom(header, [
    { content: { 'application/json': { schema: LIST } } },
    { content: { 'application/xml': { schema: LIST } } },
  ]),
};
