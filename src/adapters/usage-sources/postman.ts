import type { Json } from '../../core/json.ts';
import type { RecordedCall } from '../../core/usage/sources/types.ts';
import { bodyIn, elements, formBody, headerList, member, statusIn, textIn } from './recorded-value.ts';

const DEEPEST = 50;

/** How Postman says that a call proves who it is, as the header that is sent. */
const AUTHORIZATION: Record<string, string> = {
  bearer: 'Bearer',
  oauth2: 'Bearer',
  basic: 'Basic',
  digest: 'Digest',
};

/** What holds for all below a folder. */
interface Within {
  file: string;
  auth: Json | undefined;
  variables: ReadonlyMap<string, string>;
}

/** True for a Postman collection (v2.0, v2.1). */
export function isPostman(value: Json): boolean {
  return Array.isArray(member(value, 'item')) && member(value, 'info') !== undefined;
}

/** The requests of a collection, each with its saved examples. */
export function* postmanCalls(value: Json, file: string): Generator<RecordedCall> {
  const variables = elements(member(value, 'variable')).map(
    (one) => [textIn(member(one, 'key')), textIn(member(one, 'value'))] as const,
  );
  yield* callsBelow(value, { file, auth: member(value, 'auth'), variables: new Map(variables) }, 0);
}

function* callsBelow(folder: Json, within: Within, depth: number): Generator<RecordedCall> {
  if (depth > DEEPEST) return;
  for (const item of elements(member(folder, 'item'))) {
    const below = { ...within, auth: member(item, 'auth') ?? within.auth };
    yield* callsBelow(item, below, depth + 1);
    const request = member(item, 'request');
    if (request === undefined) continue;
    const call = sentBy(request, below);
    yield call;
    for (const example of elements(member(item, 'response'))) {
      const original = member(example, 'originalRequest');
      const responseHeaders = headerList(member(example, 'header'), 'key');
      const { body } = bodyIn(textIn(member(example, 'body')), responseHeaders['content-type']);
      yield {
        ...(original === undefined ? call : sentBy(original, below)),
        status: statusIn(member(example, 'code')),
        responseHeaders,
        ...(body !== undefined && { responseBody: body }),
      };
    }
  }
}

function sentBy(request: Json, { file, auth, variables }: Within): RecordedCall {
  const body = sentBody(member(request, 'body'));
  const url = typeof request === 'string' ? request : urlIn(member(request, 'url'));
  return {
    file,
    method: textIn(member(request, 'method')) || 'GET',
    url: url.replace(/\{\{([^{}]*)\}\}/g, (written, name: string) => variables.get(name.trim()) || written),
    requestHeaders: {
      ...authHeaders(member(request, 'auth') ?? auth),
      ...headerList(member(request, 'header'), 'key'),
    },
    ...(body !== undefined && { requestBody: body }),
    status: null,
    responseHeaders: {},
  };
}

/** `raw` where it is there; a path's `:id` stays and is taken by a parameter. */
function urlIn(url: Json | undefined): string {
  if (typeof url === 'string') return url;
  const raw = textIn(member(url, 'raw'));
  if (raw !== '') return raw;
  const joined = (name: string, by: string) => {
    const part = member(url, name);
    return typeof part === 'string' ? part : elements(part).map(textIn).join(by);
  };
  const query = elements(member(url, 'query')).map(
    (one) => `${encodeURIComponent(textIn(member(one, 'key')))}=`,
  );
  const host = joined('host', '.');
  const origin =
    host.startsWith('{{') || host === '' ? host : `${textIn(member(url, 'protocol')) || 'https'}://${host}`;
  return `${origin}/${joined('path', '/').replace(/^\//, '')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function sentBody(body: Json | undefined): Json | undefined {
  const mode = textIn(member(body, 'mode'));
  if (mode === 'raw') return bodyIn(textIn(member(body, 'raw')), undefined).body;
  if (mode !== 'urlencoded' && mode !== 'formdata') return undefined;
  return formBody(elements(member(body, mode)).map((one) => [textIn(member(one, 'key')), '']));
}

function authHeaders(auth: Json | undefined): Record<string, string> {
  const type = textIn(member(auth, 'type'));
  const word = Object.hasOwn(AUTHORIZATION, type) ? AUTHORIZATION[type] : undefined;
  if (word !== undefined) return { authorization: `${word} ` };
  if (type !== 'apikey') return {};
  const settings = elements(member(auth, 'apikey'));
  const setting = (key: string) =>
    textIn(
      member(
        settings.find((one) => member(one, 'key') === key),
        'value',
      ),
    );
  return setting('in') === 'query' || setting('key') === '' ? {} : { [setting('key').toLowerCase()]: '' };
}
