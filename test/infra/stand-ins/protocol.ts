import { randomUUID } from 'node:crypto';
import type { Refusal } from './refusal.ts';

/** How a service writes operations and errors. */
export type Protocol = 'json-1.0' | 'json-1.1' | 'rest-json' | 'rest-xml';

/** An answer before it is sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** An answer of the JSON protocols. */
export function jsonAnswer(protocol: Protocol, value: unknown, status = 200): Answer {
  const type = protocol === 'rest-json' ? 'application/json' : `application/x-amz-${protocol}`;
  return { status, headers: { 'content-type': type, ...requestId() }, body: JSON.stringify(value) };
}

/** An error in a service's own shape, from which the SDK makes the right exception. */
export function errorAnswer(protocol: Protocol, { code, message, status }: Refusal): Answer {
  switch (protocol) {
    case 'json-1.0':
    case 'json-1.1': {
      const answer = jsonAnswer(protocol, { __type: `com.amazonaws#${code}`, message }, status);
      return { ...answer, headers: { ...answer.headers, 'x-amzn-query-error': `${code};Sender` } };
    }
    case 'rest-json': {
      const answer = jsonAnswer(protocol, { message, Message: message }, status);
      return {
        ...answer,
        headers: { ...answer.headers, 'x-amzn-errortype': `${code}:http://internal.amazon.com/` },
      };
    }
    case 'rest-xml':
      return {
        status,
        headers: { 'content-type': 'application/xml', 'x-amz-request-id': randomUUID() },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`,
      };
    default:
      return protocol satisfies never;
  }
}

/** Text as it stands in XML. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function requestId(): Record<string, string> {
  return { 'x-amzn-requestid': randomUUID() };
}
