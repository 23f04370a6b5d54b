import type { Failure } from '../../core/exchange/types.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import type { AnswerRoom } from './answer-room.ts';
import { bodyText } from './body-text.ts';
import { MAX_VALUES, readJson } from './json-text.ts';

/** A media type without parameters, lower case; null where there is none. */
export function mediaOf(contentType: string | undefined): string | null {
  const media = contentType?.split(/[;,]/, 1)[0]?.trim().toLowerCase();
  return media ? media : null;
}

/** A body as an exchange holds it. */
export interface ExchangeBody {
  /** JSON parsed, a form as an object of strings and lists of them, other text as it is; undefined for none. */
  body: Json | undefined;
  /** Said to be JSON, and is something else. */
  unreadable: boolean;
  /** Why what is there says nothing: broken, cut off, read differently by different readers, or too much. */
  failure: Failure | null;
}

/** Reads the text of a body by its media type. @param room what JSON is held in; without one, all of it is */
export function readExchangeBody(text: string, media: string | null, room?: AnswerRoom): ExchangeBody {
  if (text === '') return { body: undefined, unreadable: false, failure: null };
  if (media === 'application/x-www-form-urlencoded') {
    if (hasMoreFields(text)) return { body: undefined, unreadable: true, failure: TOO_MANY_FIELDS };
    return { body: readForm(text), unreadable: false, failure: null };
  }
  if (!isJsonText(media)) return { body: text, unreadable: false, failure: null };
  const read = readJson(text, room);
  if (read === null) return { body: text, unreadable: true, failure: null };
  if ('class' in read) return { body: undefined, unreadable: true, failure: read };
  return { body: read.body, unreadable: false, failure: null };
}

/**
 * Reads the body of an answer by what it says it is.
 *
 * @param scrub takes out what must not be kept, before anything is parsed.
 */
export function readAnswerBody(
  bytes: Buffer,
  contentType: string | undefined,
  scrub: (text: string) => string,
  room?: AnswerRoom,
): ExchangeBody {
  const media = mediaOf(contentType);
  const text = bodyText(bytes, contentType);
  if (text === null && isJsonText(media)) return { body: undefined, unreadable: true, failure: NOT_TEXT };
  if (text !== null && isJsonText(media) && isWide(bytes))
    return { body: scrub(text), unreadable: true, failure: null };
  return readExchangeBody(scrub(text ?? bytes.toString('utf8')), media, room);
}

/** True for UTF-16 and UTF-32: no JSON that a reader of JSON has to read (RFC 8259, 8.1), whatever was said of it. */
function isWide(bytes: Buffer): boolean {
  for (let at = 0; at < Math.min(bytes.length, 8); at++) if (bytes[at] === 0) return true;
  return false;
}

const NOT_TEXT: Failure = { class: 'truncated', detail: 'the text is not in the charset that it names' };

/** A form with more fields than JSON may have values says nothing that could be told. */
function hasMoreFields(text: string): boolean {
  let fields = 1;
  for (let at = text.indexOf('&'); at >= 0 && fields <= MAX_VALUES; at = text.indexOf('&', at + 1)) fields++;
  return fields > MAX_VALUES;
}

const TOO_MANY_FIELDS: Failure = { class: 'too-large', detail: `more than ${MAX_VALUES} fields` };

/** A field that comes again is the list of its texts. */
function readForm(text: string): JsonObject {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields.get(name);
    if (Array.isArray(before)) before.push(value);
    else fields.set(name, before === undefined ? value : [before, value]);
  }
  return Object.fromEntries(fields);
}

/** True for media types whose text is JSON. */
function isJsonText(media: string | null): boolean {
  return media !== null && (/^(application|text)\/json$/.test(media) || media.endsWith('+json'));
}
