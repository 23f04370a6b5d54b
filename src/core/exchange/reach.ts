import { operationOf, type Subject } from '../drift/subject.ts';
import type { ConformContext } from './conform-context.ts';
import { isJsonMedia, matchMedia, responseFor } from './media.ts';
import type { Exchange } from './types.ts';
import { walkValue } from './walk-value.ts';

/**
 * Says which places an exchange exercised: for an answer the same status (or the range or `default` that
 * stands for it) and media type, and in its body the place around the subject's; for our request the same in
 * what we sent. Parameters and headers are exercised by every call of their operation.
 */
export function reachOf(context: ConformContext, exchange: Exchange): (subject: Subject) => boolean {
  let answered: Set<string> | null = null;
  let sent: Set<string> | null = null;
  return (subject) => {
    if (operationOf(subject) !== context.operation.key || !exchange.response) return false;
    if (subject.section === 'operation' || subject.section === 'security') return true;
    const isPlace = subject.location.startsWith('/');
    if (subject.section === 'request') {
      if (!isPlace) return true;
      sent ??= placesSent(context, exchange);
      return sent.has(parentOf(subject.location));
    }
    if (!answers(context, exchange.response, subject)) return false;
    if (!isPlace) return true;
    answered ??= placesAnswered(context, exchange.response);
    return answered.has(parentOf(subject.location));
  };
}

function answers(
  { operation }: ConformContext,
  answer: NonNullable<Exchange['response']>,
  subject: Subject,
): boolean {
  const documented = responseFor(operation, answer.status);
  if (subject.status !== String(answer.status) && subject.status !== documented?.status) return false;
  if (subject.media === undefined || answer.media === null) return true;
  const match = documented && matchMedia(documented.content, answer.media);
  return subject.media === answer.media || subject.media === match?.found.media;
}

function placesAnswered(context: ConformContext, answer: NonNullable<Exchange['response']>): Set<string> {
  const documented = responseFor(context.operation, answer.status);
  const match = documented && answer.media ? matchMedia(documented.content, answer.media) : null;
  if (!match?.found.schema || answer.body === undefined || !isJsonMedia(answer.media ?? '')) return new Set();
  return places(context, 'response', match.found.schema, answer.body);
}

function placesSent(context: ConformContext, { request }: Exchange): Set<string> {
  const schema = context.operation.requestBody?.content.find((one) => one.schema)?.schema;
  if (!schema || request.body === undefined) return new Set();
  return places(context, 'request', schema, request.body);
}

function places(
  { document, validators }: ConformContext,
  reading: 'request' | 'response',
  schema: Parameters<typeof walkValue>[1],
  body: Parameters<typeof walkValue>[2],
): Set<string> {
  const found = new Set<string>();
  for (const { parts } of walkValue({ root: document.raw, validators, reading }, schema, body)) {
    for (const { location } of parts) found.add(location);
  }
  return found;
}

function parentOf(location: string): string {
  return location.slice(0, location.lastIndexOf('/'));
}
