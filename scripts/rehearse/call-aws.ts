import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { readXml } from './read-xml.ts';
import { signed } from './sign.ts';

/** A refusal of the emulator: what it said, for people, and its code. */
export interface Refusal {
  code: string;
  message: string;
  status: number;
}

/** An answer: data, or a refusal. */
export type Answer = { ok: JsonObject } | { refused: Refusal };

/** Calls an API of the emulator, in each of the forms that AWS's APIs have. */
export interface Aws {
  /** AWS JSON: `target` is `Prefix.Operation`. */
  json(service: string, target: string, body: JsonObject): Promise<Answer>;
  /** REST: a method, a path with its query, a body (data: JSON; text: as it is). */
  rest(service: string, method: string, path: string, body?: JsonObject | string): Promise<Answer>;
  /** Query: form fields in, XML out. */
  query(service: string, version: string, action: string, fields: JsonObject): Promise<Answer>;
}

/** How long one call may take, in ms. */
const DEADLINE = 60_000;

/** Calls on the emulator at `endpoint`, signed with credentials that open nothing. */
export function callAws(endpoint: URL, now: () => Date): Aws {
  const send = async (
    service: string,
    method: string,
    path: string,
    type: string,
    body: string,
    more = {},
  ) => {
    const url = new URL(path, endpoint);
    const headers: Record<string, string> = { ...more, ...(body ? { 'content-type': type } : {}) };
    const answer = await fetch(url, {
      method,
      headers: signed({ method, url, service, headers, body }, now()),
      ...(body ? { body } : {}),
      signal: AbortSignal.timeout(DEADLINE),
    });
    return read(answer.status, await answer.text());
  };
  return {
    json: (service, target, body) =>
      send(service, 'POST', '/', 'application/x-amz-json-1.1', JSON.stringify(body), {
        'x-amz-target': target,
      }),
    rest: (service, method, path, body) =>
      typeof body === 'string'
        ? send(service, method, path, 'application/xml', body)
        : send(service, method, path, 'application/json', body ? JSON.stringify(body) : ''),
    query: (service, version, action, fields) => {
      const form = new URLSearchParams({ Action: action, Version: version, ...flattened(fields) });
      return send(service, 'POST', '/', 'application/x-www-form-urlencoded; charset=utf-8', form.toString());
    },
  };
}

/** What the emulator answered; an error where it refused, naming the call. */
export async function taken(what: string, answer: Promise<Answer>): Promise<JsonObject> {
  const given = await answer;
  if ('ok' in given) return given.ok;
  throw new Error(`${what}: ${given.refused.code} ${given.refused.message}`);
}

/** What the emulator answered; null where it has no such thing, or not that call. */
export async function found(answer: Promise<Answer>): Promise<JsonObject | null> {
  const given = await answer;
  return 'ok' in given ? given.ok : null;
}

function read(status: number, text: string): Answer {
  const data = parsed(text);
  if (status < 400) return { ok: data };
  const error = isObject(data.Error) ? data.Error : isObject(data.Errors) ? data.Errors : data;
  const code = String(error.__type ?? error.Code ?? error.code ?? error.Type ?? `HTTP ${status}`);
  const message = String(error.message ?? error.Message ?? '').replace(/\s+/g, ' ');
  return { refused: { code: code.split('#').at(-1) ?? code, message: message.slice(0, 300), status } };
}

function parsed(text: string): JsonObject {
  if (text.trimStart().startsWith('<')) return readXml(text);
  try {
    const data: Json = JSON.parse(text);
    return isObject(data) ? data : { value: data };
  } catch {
    return { text };
  }
}

/** Fields as the query form wants them: `A.member.1.B`. */
function flattened(fields: Json, at = ''): Record<string, string> {
  if (Array.isArray(fields))
    return Object.assign({}, ...fields.map((value, n) => flattened(value, `${at}.member.${n + 1}`)));
  if (isObject(fields))
    return Object.assign(
      {},
      ...Object.entries(fields).map(([name, value]) => flattened(value, at ? `${at}.${name}` : name)),
    );
  return { [at]: String(fields) };
}
