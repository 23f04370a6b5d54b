import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CurlRequest, readCurl } from './curl.ts';
import type { Message } from './judged.ts';

/** What Prism says of a side: null where the case does not tell. */
export type Said = 'accept' | 'reject' | null;

/** One case of Prism's harness: a document, a call, and what Prism answers to it. */
export interface PrismCase {
  case: string;
  document: string;
  request: CurlRequest;
  answer: Message & { status: number };
  said: { request: Said; response: Said };
}

interface Written {
  case: string;
  spec: string;
  server: string;
  command: string;
  expect: string | null;
  expect_loose: string | null;
  expect_status: number;
}

/** The cases that have an OpenAPI document. */
export function readPrismCases(corpus: string): PrismCase[] {
  const text = readFileSync(join(corpus, 'conformance', 'prism', 'cases.json'), 'utf8');
  return (JSON.parse(text) as { cases: Written[] }).cases
    .filter(({ spec }) => /^\s*["']?(openapi|swagger)/m.test(spec.slice(0, 200)))
    .map((one) => {
      const answer = answerOf(one.expect ?? one.expect_loose ?? '', one.expect_status);
      return {
        case: one.case,
        document: one.spec,
        request: readCurl(one.command),
        answer,
        said: saidBy(one, answer),
      };
    });
}

function answerOf(text: string, status: number): PrismCase['answer'] {
  const [head = '', ...rest] = text.split(/\r?\n\r?\n/);
  const headers: Record<string, string> = Object.fromEntries(
    head
      .split(/\r?\n/)
      .slice(1)
      .map((line): [string, string] => {
        const at = line.indexOf(':');
        return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
      }),
  );
  const body = rest.join('\n\n').trim();
  // Headers are shown where they are compared; the bodies without one are JSON.
  if (/^[{["\d]/.test(body)) headers['content-type'] ??= 'application/json';
  return { status, headers, body: body === '' ? null : body };
}

/** Errors of Prism's that say that the request is not allowed. */
const REFUSED =
  /#(UNPROCESSABLE_ENTITY|NO_PATH_MATCHED_ERROR|NO_METHOD_MATCHED_ERROR|UNAUTHORIZED|INVALID_CONTENT_TYPE)/;

/**
 * Prism tells of errors of its own, and of violations in a header. Where it chose a documented error, or passed on what
 * came, it does not say whether the request was right; where no body is compared, not whether the answer is.
 */
function saidBy({ case: name, server, expect }: Written, answer: PrismCase['answer']): PrismCase['said'] {
  const { status, headers, body } = answer;
  const own =
    headers['content-type'] === 'application/problem+json' || (body ?? '').includes('prism/errors#');
  const header = headers['sl-violations'];
  const found = own ? parsed(body)?.validation : parsed(header);
  const violations: { location: string[]; severity: string }[] = Array.isArray(found) ? found : [];
  const told = (side: string): Said =>
    violations.some(({ location, severity }) => location[0] === side && severity === 'Error')
      ? 'reject'
      : 'accept';
  if (own && !(body ?? '').includes('#VIOLATIONS')) {
    const refused = body === null ? [401, 404, 405, 415, 422].includes(status) : REFUSED.test(body);
    return { request: refused ? 'reject' : null, response: null };
  }
  if (own) return { request: told('request'), response: told('response') };
  if (name.startsWith('cors/')) return { request: null, response: null };
  const silent = status >= 400 || server.startsWith('proxy');
  const cutOff = header?.startsWith('Too many') && header.includes('"response"');
  const compared = expect !== null && (body !== null || status === 204);
  return {
    request: silent && !violations.length ? null : told('request'),
    response: cutOff ? 'reject' : compared ? told('response') : null,
  };
}

function parsed(text: string | null | undefined) {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
