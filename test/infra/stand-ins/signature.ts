import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Principal, Principals } from './principals.ts';
import { Refusal } from './refusal.ts';

/** What is signed of a request. */
export interface SignedRequest {
  method: string;
  /** Path as sent, percent-encoded, and the query without `?`. */
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Clocks may differ by this much. */
const SKEW_MS = 5 * 60_000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([A-Z0-9]+)\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Verifies a request's signature (AWS Signature Version 4, in the `Authorization` header) as a service does: form,
 * scope, signed headers, age, session token, payload hash, and the signature itself.
 *
 * @returns who signed.
 * @throws Refusal with the codes that AWS answers.
 */
export function verifySignature(
  request: SignedRequest,
  on: { principals: Principals; region: string; service: string },
): { accessKeyId: string; principal: Principal } {
  const { headers } = request;
  const written = headers.authorization;
  if (!written)
    throw new Refusal('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
  const [, accessKeyId = '', day = '', region, service, names = '', signature = ''] =
    AUTHORIZATION.exec(written) ?? refuse('IncompleteSignature', 'Authorization header is not well formed');
  const principal = on.principals.get(accessKeyId);
  if (!principal)
    throw new Refusal(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  if (region !== on.region || service !== on.service)
    refuse('SignatureDoesNotMatch', `Credential should be scoped to ${on.region}/${on.service}`);
  const signed = names.split(';');
  for (const name of ['host', 'x-amz-date', ...unsigned(headers)])
    if (!signed.includes(name)) refuse('SignatureDoesNotMatch', `'${name}' must be a signed header`);
  const date = String(headers['x-amz-date'] ?? '');
  checkDate(date, day);
  if (principal.sessionToken !== null && headers['x-amz-security-token'] !== principal.sessionToken)
    throw new Refusal(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  const canonical = canonicalRequest(request, signed, service === 's3');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', date, scope, hash(canonical)].join('\n');
  const key = [day, on.region, on.service, 'aws4_request'].reduce<Buffer>(
    (from, part) => createHmac('sha256', from).update(part).digest(),
    Buffer.from(`AWS4${principal.secretKey}`),
  );
  const expected = createHmac('sha256', key).update(text).digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex')))
    refuse(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  return { accessKeyId, principal };
}

/** Every `x-amz-` header must be signed. */
function unsigned(headers: IncomingHttpHeaders): string[] {
  return Object.keys(headers).filter((name) => name.startsWith('x-amz-'));
}

function checkDate(date: string, day: string): void {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  if (y === undefined || !date.startsWith(day))
    refuse('IncompleteSignature', 'Date in Credential scope does not match X-Amz-Date');
  const at = Date.parse(`${y}-${m}-${d}T${h}:${min}:${s}Z`);
  if (Math.abs(Date.now() - at) > SKEW_MS) refuse('SignatureDoesNotMatch', 'Signature expired');
}

function canonicalRequest(request: SignedRequest, signed: string[], once: boolean): string {
  const { method, headers, body } = request;
  const given = headers['x-amz-content-sha256'];
  const payload = typeof given === 'string' ? given : hash(body);
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== hash(body))
    refuse(
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  const path = once ? request.path : request.path.split('/').map(encode).join('/');
  const values = signed.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  return [method, path, canonicalQuery(request.query), values.join(''), signed.join(';'), payload].join('\n');
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  const pairs = query.split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [name, value.join('=')].map((part) => encode(decodeURIComponent(part))).join('=');
  });
  return pairs.sort().join('&');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hash(of: string | Buffer): string {
  return createHash('sha256').update(of).digest('hex');
}

function refuse(code: string, message: string): never {
  throw new Refusal(code, message, 403);
}
