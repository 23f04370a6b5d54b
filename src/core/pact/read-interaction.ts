import { isObject, type Json, type JsonObject } from '../json.ts';
import { bodyContent } from './body-content.ts';
import { messageFields } from './fields.ts';
import { readMatchingRules } from './matching-rules.ts';
import { PROPOSED_COMMENT } from './proposed.ts';
import { queryValues } from './query-values.ts';
import type { PactInteraction, ProviderState } from './types.ts';

/** Says what is wrong with the file at this interaction; never returns. */
export type Refuse = (problem: string) => never;

/** Reads one HTTP interaction of a pact. `wrapped`: bodies as in specification 4. */
export function readInteraction(
  raw: JsonObject,
  index: number,
  wrapped: boolean,
  refuse: Refuse,
): PactInteraction {
  const description = raw.description;
  if (typeof description !== 'string') return refuse('`description` must be a text');
  const { request, response } = raw;
  if (!isObject(request)) return refuse('`request` is missing');
  if (!isObject(response)) return refuse('`response` is missing');
  const { method } = request;
  if (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method))
    return refuse('`request.method` is no method');
  if (typeof request.path !== 'string') return refuse('`request.path` must be a text');
  const path = request.path.startsWith('/') ? request.path : `/${request.path}`;
  const status = response.status ?? 200;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return refuse('`response.status` must be a number from 100 to 599');
  const asked = readMessage(request, wrapped, raw.requestMatchingRules);
  const answered = readMessage(response, wrapped, raw.responseMatchingRules);
  const query = queryValues(request.query);
  return {
    index,
    description,
    states: readStates(raw, refuse),
    request: { method: method.toUpperCase(), path, query, headers: asked.headers, ...asked.content },
    response: { status, headers: answered.headers, ...answered.content },
    fields: [
      ...messageFields({ part: 'request', path, query, ...asked, ...asked.content }),
      ...messageFields({ part: 'response', status, ...answered, ...answered.content }),
    ],
    ...(raw.pending === true ? { pending: true } : {}),
    ...(isProposed(raw) ? { known: 'declared' } : {}),
  };
}

function isProposed({ comments }: JsonObject): boolean {
  return isObject(comments) && comments[PROPOSED_COMMENT.key] === PROPOSED_COMMENT.value;
}

function readMessage(raw: JsonObject, wrapped: boolean, beside: Json | undefined) {
  const headers = readHeaders(raw.headers);
  const content = bodyContent(raw.body, headers['content-type'] ?? null, wrapped);
  const rules = raw.matchingRules ?? raw.requestMatchingRules ?? raw.responseMatchingRules ?? beside;
  return {
    headers:
      content?.media && !headers['content-type'] ? { ...headers, 'content-type': content.media } : headers,
    rules: readMatchingRules(rules),
    media: content?.media ?? null,
    content: content ? { body: content.body } : {},
  };
}

/** Headers or metadata as texts, names in lower case. */
export function readHeaders(raw: Json | undefined): Record<string, string> {
  if (!isObject(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
}

/** The provider states of an interaction or message. */
export function readStates(raw: JsonObject, refuse: Refuse): ProviderState[] {
  const single = raw.providerState ?? raw.provider_state;
  const list = raw.providerStates ?? (single === undefined || single === null ? [] : [single]);
  if (typeof list === 'string') return [{ name: list, params: {} }];
  if (!Array.isArray(list)) return refuse('`providerStates` must be a list');
  return list.map((state) => {
    if (typeof state === 'string') return { name: state, params: {} };
    if (!isObject(state) || typeof state.name !== 'string') return refuse('a provider state has no `name`');
    return { name: state.name, params: isObject(state.params) ? state.params : {} };
  });
}
