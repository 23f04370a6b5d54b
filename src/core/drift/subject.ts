/** Which part of an operation a subject is about. */
export type Section = 'request' | 'response' | 'operation' | 'security';

/**
 * What a difference is about, independent of wording, lines and parameter names.
 *
 * - `method`: upper case; `*` for the document as a whole.
 * - `path`: the template with every parameter written `{}`; `*` for the document as a whole.
 * - `status`: `200`, `4XX` or `default`; responses only.
 * - `media`: media type without parameters, lower case; bodies only.
 * - `location`: `''` for the whole; `/items/*` + `/total` in a body (arrays `*`, map values `{*}`,
 *   alternatives `<value>`); `query:limit`, `header:x-trace`, `cookie:sid`, `path:0` (by position) for
 *   parameters and headers, followed by a body-like location inside them.
 */
export interface Subject {
  method: string;
  path: string;
  section: Section;
  status?: string;
  media?: string;
  location: string;
}

/** The subject's one written form, the key of everything: `GET /orders/{} response 200 application/json /total`. */
export function formatSubject(subject: Subject): string {
  const parts = [subject.method, subject.path, subject.section];
  if (subject.status) parts.push(subject.status);
  if (subject.media) parts.push(subject.media);
  if (subject.location) parts.push(subject.location);
  return parts.join(' ');
}

/** True for what the partner sends us: a webhook's or callback's call, a message. We read it as we read answers. */
export function isSentToUs({ path, section }: Pick<Subject, 'path' | 'section'>): boolean {
  return section === 'request' && /^(webhook|callback|message):/.test(path);
}

/** A path template with its parameters anonymous: `/orders/{id}` becomes `/orders/{}`. */
export function normalisePath(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}');
}

/** `METHOD /path/{}`: the key of an operation, shared by documents, pacts and exchanges. */
export function operationKey(method: string, template: string): string {
  return `${method.toUpperCase()} ${normalisePath(template)}`;
}

const SUBJECT = /^(\S+) (.+?) (request|response|operation|security)(?: (.*))?$/s;
const STATUS = /^(\d{3}|[1-5]XX|default)(?: |$)/;
const MEDIA = /^([^\s/:?]+\/[^\s/]+)(?: |$)/;

/** Reads what {@link formatSubject} wrote; null for anything else. */
export function parseSubject(text: string): Subject | null {
  const match = SUBJECT.exec(text);
  if (!match) return null;
  const [, method, path, section, tail] = match as unknown as [string, string, string, Section, string?];
  const subject: Subject = { method, path, section, location: '' };
  let rest = tail ?? '';
  const status = STATUS.exec(rest);
  if (section === 'response' && status?.[1]) {
    subject.status = status[1];
    rest = rest.slice(status[0].length);
  }
  const media = MEDIA.exec(rest);
  if (media?.[1]) {
    subject.media = media[1];
    rest = rest.slice(media[0].length);
  }
  subject.location = rest;
  return subject;
}

/** The key of the subject's operation: `GET /orders/{}`; `* *` for the document as a whole. */
export function operationOf(subject: Subject): string {
  return `${subject.method} ${subject.path}`;
}
