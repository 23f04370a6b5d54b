import { isObject, type JsonObject } from '../json.ts';
import { bodyContent } from './body-content.ts';
import { messageFields } from './fields.ts';
import { readMatchingRules } from './matching-rules.ts';
import { type Refuse, readHeaders, readStates } from './read-interaction.ts';
import type { PactInteraction, PactMessage } from './types.ts';

/** Reads one asynchronous message. `wrapped`: contents as in specification 4. */
export function readMessage(raw: JsonObject, index: number, wrapped: boolean, refuse: Refuse): PactMessage {
  const { description } = raw;
  if (typeof description !== 'string') return refuse('`description` must be a text');
  const metadata = raw.metadata ?? raw.metaData ?? {};
  if (!isObject(metadata)) return refuse('`metadata` must be names with values');
  const headers = readHeaders(metadata);
  const written = headers['content-type'] ?? headers.contenttype ?? null;
  const content = bodyContent(raw.contents, written, wrapped);
  const media = content?.media ?? null;
  const rules = readMatchingRules(raw.matchingRules);
  const body = content && content.body !== null ? { body: content.body } : {};
  return {
    index,
    description,
    states: readStates(raw, refuse),
    headers: media === null ? headers : { ...headers, 'content-type': media },
    metadata,
    media,
    ...body,
    fields: messageFields({ part: 'response', headers, rules, media, ...body }),
    ...(raw.pending === true ? { pending: true } : {}),
  };
}

/** The status that stands for the one that a message does not have. */
const STATUS = 200;

/**
 * A message as the answer of a call that nobody makes, so that it is held against documents as answers are.
 *
 * @param path what it is known by: `webhook:orderPaid`, or {@link messagePath}.
 */
export function messageAsAnswer(message: PactMessage, path: string): PactInteraction {
  const { index, description, states, headers, body, fields, pending } = message;
  return {
    index,
    description,
    states,
    request: { method: 'POST', path, query: {}, headers: {} },
    response: { status: STATUS, headers, ...(body === undefined ? {} : { body }) },
    fields,
    ...(pending ? { pending } : {}),
  };
}

/** What a message is known by where no webhook of the document is it. */
export function messagePath({ description }: Pick<PactMessage, 'description'>): string {
  return `message:${description.trim().replace(/\s+/g, '-')}`;
}
