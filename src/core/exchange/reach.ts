import { operationOf, type Subject } from '../drift/subject.ts';
import type { MediaType } from '../openapi/document/types.ts';
import { bodyValues, type SentBody } from './body-value.ts';
import type { ConformContext } from './conform-context.ts';
import { matchMedia, responseFor } from './media.ts';
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
  const whole = subject.location === '';
  if (whole && isUnknownStatus(operation, subject))
    return isError(Number(subject.status)) === isError(answer.status);
  if (subject.status !== String(answer.status) && subject.status !== documented?.status) return false;
  if (subject.media === undefined || answer.media === null) return true;
  // What came as another media type is told of the whole answer; any answer shows whether it still does.
  if (whole && !documented?.content.some(({ media }) => media === subject.media)) return true;
  const match = documented && matchMedia(documented.content, answer.media);
  return subject.media === answer.media || subject.media === match?.found.media;
}

/** A status that the document does not have: whether it still comes is shown by any other good answer, or by any other error. */
function isUnknownStatus(operation: ConformContext['operation'], { status }: Subject): boolean {
  return /^\d{3}$/.test(status ?? '') && responseFor(operation, Number(status)) === null;
}

function isError(status: number): boolean {
  return status >= 400;
}

function placesAnswered(context: ConformContext, answer: NonNullable<Exchange['response']>): Set<string> {
  const { media, body, headers } = answer;
  const documented = responseFor(context.operation, answer.status);
  const match = documented && media ? matchMedia(documented.content, media) : null;
  if (!match || media === null || body === undefined || answer.unreadable) return new Set();
  const contentType = headers['content-type'] ?? media;
  return places(context, 'response', match.found, { media, contentType, body });
}

function placesSent(context: ConformContext, { request }: Exchange): Set<string> {
  const content = context.operation.requestBody?.content ?? [];
  const contentType = request.headers['content-type'];
  const sent = contentType?.split(';')[0]?.trim().toLowerCase();
  const found = (sent && matchMedia(content, sent)?.found) || content.find((one) => one.schema);
  if (!found || request.body === undefined) return new Set();
  const media = sent ?? found.media;
  return places(context, 'request', found, { media, contentType: contentType ?? media, body: request.body });
}

function places(
  { document, validators }: ConformContext,
  reading: 'request' | 'response',
  media: MediaType,
  sent: SentBody,
): Set<string> {
  const found = new Set<string>();
  const values = bodyValues(document.raw, media, sent);
  if (values === 'unreadable') return found;
  for (const { schema, value, location: within } of values) {
    walkValue({ root: document.raw, validators, reading }, schema, value, (_, { parts }) => {
      for (const { location } of parts) found.add(within + location);
    });
  }
  return found;
}

function parentOf(location: string): string {
  return location.slice(0, location.lastIndexOf('/'));
}
