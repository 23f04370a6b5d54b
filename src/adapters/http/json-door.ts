import type { JsonAnswer, JsonDoor, OpenJsonDoor } from '../../app/pact-broker.ts';
import type { Monotonic, Secrets } from '../../app/ports.ts';
import type { Auth } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { isObject } from '../../core/json.ts';
import { answerFailure } from './answer-failure.ts';
import { bodyText } from './body-text.ts';
import { isSameOrigin } from './exact-origin.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import { type GuardedAnswer, guardedFetch } from './guarded-fetch.ts';
import { isHtml } from './html-answer.ts';
import { readJson } from './json-text.ts';
import type { NamedProxy } from './named-proxy.ts';
import { secretValue } from './secret-value.ts';
import { type Proof, staticProof } from './static-proof.ts';

const MAX_BYTES = 10_000_000;
const MAX_CALLS = 1_000;
/** Most of the time of a visit that one call takes. */
const CALL_MS = 10_000;
const MEDIA = 'application/hal+json, application/json;q=0.9';

/**
 * Makes what opens doors to JSON APIs of ours, such as a Pact Broker. A call goes to the door's own origin
 * (RFC 6454) or nowhere, redirects are not followed, and nothing that an answer says is repeated in a failure.
 */
export function createJsonDoors(on: {
  secrets: Secrets;
  monotonic: Monotonic;
  proxy?: NamedProxy | null;
}): OpenJsonDoor {
  return ({ url, auth }, { allowPrivate, timeoutMs }) => {
    const base = new URL(`${url}/`);
    const until = on.monotonic.now() + timeoutMs;
    const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy: on.proxy ?? null });
    let calls = 0;
    let proof: Promise<Proof | Failure> | null = null;
    const send: JsonDoor['send'] = async (method, href, body) => {
      const target = URL.parse(href, base.href);
      if (!target || !isSameOrigin(target, base) || target.username || target.password)
        return failed('redirect-refused', 'a link leads to another origin');
      const left = until - on.monotonic.now();
      if (left <= 0) return failed('deadline', `not done in ${Math.round(timeoutMs / 1000)} s`);
      if (++calls > MAX_CALLS) return failed('too-large', `more than ${MAX_CALLS} calls`);
      proof ??= proofOf(auth, on.secrets);
      const proven = await proof;
      if ('class' in proven) return { ok: false, status: null, failure: proven };
      target.hash = '';
      const headers = {
        accept: MEDIA,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...proven.headers,
      };
      const result = await guardedFetch(
        dispatcher,
        { method, url: target, headers, ...(body ? { body: JSON.stringify(body) } : {}) },
        { timeoutMs: Math.min(left, CALL_MS), maxBytes: MAX_BYTES },
      );
      return result.ok ? read(result.answer, target) : { ...result, status: null };
    };
    return { send, close: () => dispatcher.destroy() };
  };
}

async function proofOf(auth: Auth | null, secrets: Secrets): Promise<Proof | Failure> {
  if (auth === null) return { headers: {}, query: [], values: [] };
  if (auth.kind !== 'bearer' && auth.kind !== 'basic')
    return { class: 'credentials', detail: '`auth` must be `bearer` or `basic`' };
  const secret = await secretValue(secrets, auth.secret);
  return 'class' in secret ? secret : staticProof({ kind: auth.kind }, secret);
}

function read(answer: GuardedAnswer, url: URL): JsonAnswer {
  const { status, headers, body } = answer;
  const failure = answerFailure(answer, url, null) ?? ofStatus(status);
  if (failure) return { ok: false, status, failure };
  if (body.length === 0) return { ok: true, status, body: null };
  const text = bodyText(body, headers['content-type']);
  if (text === null) return failed('document-unreadable', 'the text is not in the charset that it names');
  if (isHtml(headers['content-type'], text)) return failed('intercepted', 'a web page came instead of JSON');
  const json = readJson(text);
  if (json === null) return failed('document-unreadable', 'what came is no JSON');
  if (!('body' in json)) return { ok: false, status, failure: json };
  if (!isObject(json.body)) return failed('document-unreadable', 'what came is no JSON object');
  return { ok: true, status, body: json.body };
}

function ofStatus(status: number): Failure | null {
  if (status >= 200 && status < 300) return null;
  const detail = `HTTP ${status}`;
  if (status === 401) return { class: 'credentials', detail };
  if (status === 403) return { class: 'permission', detail };
  if (status >= 500) return { class: 'server-error', detail };
  return { class: status < 400 ? 'redirect-refused' : 'our-request', detail };
}

function failed(kind: Failure['class'], detail: string): JsonAnswer {
  return { ok: false, status: null, failure: { class: kind, detail } };
}
