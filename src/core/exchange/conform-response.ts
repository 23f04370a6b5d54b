import type { Subject } from '../drift/subject.ts';
import type { ResponseObject } from '../openapi/document/types.ts';
import { bodyValues } from './body-value.ts';
import { type ConformContext, type Noted, noteOf, pathIn } from './conform-context.ts';
import { keptMedia } from './kept-text.ts';
import { isJsonMedia, matchMedia, responseFor } from './media.ts';
import { readText } from './parameter-text.ts';
import type { Exchange } from './types.ts';
import { besidesOf, type PromisedValue, valueDifferences } from './value-differences.ts';

/** Headers that OpenAPI leaves to other parts of the document, or that no exchange keeps. */
const UNSEEN = new Set(['content-type', 'set-cookie']);

type Answer = NonNullable<Exchange['response']>;

/** What of an answer the document does not allow, read by an open-world reader. */
export function* conformResponse(context: ConformContext, exchange: Exchange): Generator<Noted> {
  const { operation } = context;
  const answer = exchange.response;
  if (!answer || operation.responses.length === 0) return;
  const documented = responseFor(operation, answer.status);
  if (!documented) {
    yield noteOf(operation, {
      key: 'status.undocumented',
      site: 'response-body',
      subject: { ...subjectOf(context, String(answer.status)), location: '' },
      args: { status: String(answer.status) },
      pointer: operation.pointer,
    });
    return;
  }
  yield* headerNotes(context, documented, answer);
  if (exchange.request.method !== 'HEAD' && answer.status !== 204 && answer.status !== 304) {
    yield* bodyNotes(context, documented, answer);
  }
}

function* headerNotes(context: ConformContext, documented: ResponseObject, answer: Answer): Generator<Noted> {
  for (const header of documented.headers) {
    const name = header.name.toLowerCase();
    if (UNSEEN.has(name)) continue;
    const subject = { ...subjectOf(context, documented.status), location: `header:${name}` };
    const text = Object.hasOwn(answer.headers, name) ? answer.headers[name] : undefined;
    if (text === undefined) {
      if (!header.required) continue;
      yield noteOf(context.operation, {
        key: 'header.removed-required',
        site: 'response-header',
        subject,
        args: { header: name },
        pointer: header.pointer,
      });
    } else if (header.schema) {
      const value = readText(context.document.raw, header, text);
      if (value === undefined) continue;
      const site = 'response-header';
      const promised: PromisedValue = {
        subject,
        site,
        inner: 'response-property',
        reading: 'response',
        schema: header.schema,
        value,
      };
      yield* valueDifferences(context, promised);
      yield* besidesOf(context, promised);
    }
  }
}

function* bodyNotes(context: ConformContext, documented: ResponseObject, answer: Answer): Generator<Noted> {
  const { operation } = context;
  const base = subjectOf(context, documented.status);
  const { media } = answer;
  const empty = answer.body === undefined && !answer.unreadable;
  if (media === null || empty) {
    const promised = documented.content.find((one) => isJsonMedia(one.media));
    if (!promised?.schema) return;
    yield unreadable(context, { ...base, media: promised.media, location: '' }, promised.pointer);
    return;
  }
  const match = matchMedia(documented.content, media);
  if (!match?.exact && documented.content.length > 0) {
    yield noteOf(operation, {
      key: 'media-type.undocumented',
      site: 'response-body',
      subject: { ...base, media: keptMedia(media), location: '' },
      args: { media: keptMedia(media) },
      pointer: documented.pointer,
    });
  }
  if (!match) return;
  const subject = { ...base, media: match.found.media, location: '' };
  const contentType = answer.headers['content-type'] ?? media;
  const values =
    answer.unreadable || answer.body === undefined
      ? 'unreadable'
      : bodyValues(context.document.raw, match.found, { media, contentType, body: answer.body });
  if (values === 'unreadable') {
    yield unreadable(context, subject, match.found.pointer);
    return;
  }
  for (const { schema, value, location } of values) {
    const promised: PromisedValue = {
      subject: { ...subject, location },
      site: 'response-body',
      inner: 'response-property',
      reading: 'response',
      schema,
      value,
    };
    const outcome = yield* valueDifferences(context, promised);
    if (outcome === 'judged') yield* besidesOf(context, promised);
  }
}

function unreadable(context: ConformContext, subject: Subject, pointer: string): Noted {
  return noteOf(context.operation, {
    key: 'body.unreadable',
    site: 'response-body',
    subject,
    args: {},
    pointer,
  });
}

function subjectOf({ operation }: ConformContext, status: string): Omit<Subject, 'location'> {
  return { method: operation.method, path: pathIn(operation), section: 'response', status };
}
