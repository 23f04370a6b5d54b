import type { Failure, FailureClass } from '../../core/exchange/types.ts';

/** A connection that the address guard refused. Carries the kind of range, never the address. */
export class RefusedAddress extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`refused: ${reason} address`);
    this.name = 'RefusedAddress';
    this.reason = reason;
  }
}

/** A call that ended with a failure that is known already. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failureClass: FailureClass, detail: string) {
    super(`${failureClass}: ${detail}`);
    this.name = 'CallFailed';
    this.failure = { class: failureClass, detail };
  }
}

const BY_CODE: Record<string, FailureClass> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ENODATA: 'dns',
  ECONNREFUSED: 'connect',
  EHOSTUNREACH: 'connect',
  EHOSTDOWN: 'connect',
  ENETUNREACH: 'connect',
  ENETDOWN: 'connect',
  EADDRNOTAVAIL: 'connect',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'truncated',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_INVALID_ARG: 'our-request',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'our-request',
  EPROTO: 'tls',
  HPE_HEADER_OVERFLOW: 'too-large',
};

/** Codes of OpenSSL for a certificate that does not hold (X509_V_ERR_*). */
const UNTRUSTED =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE|NON_CA)|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_[A-Z_]+|(EE|CA)_(KEY_TOO_SMALL|MD_TOO_WEAK)|(CERT|CRL)_[A-Z_]+)$/;
/** Alerts of a server that wants another certificate of ours, or one at all (RFC 8446, 6.2). */
const OURS_REFUSED =
  /_ALERT_(CERTIFICATE_(REQUIRED|UNKNOWN|EXPIRED|REVOKED)|(BAD|UNSUPPORTED|NO)_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED)$/;

/**
 * Why a call failed, as a class and a short fact in our words. Nothing the other side wrote gets through: codes are
 * kept only if Node, OpenSSL or undici made them.
 *
 * @param answering true once the status line was read: a connection lost then is `truncated`, not `reset`.
 */
export function failureOf(error: unknown, more: { timeoutMs: number; answering?: boolean }): Failure {
  const faults = [...chain(error)];
  for (const fault of faults) {
    if (fault instanceof CallFailed) return fault.failure;
    if (fault instanceof RefusedAddress)
      return { class: 'address-refused', detail: `${fault.reason} address` };
  }
  const { answering = false, timeoutMs } = more;
  for (const fault of faults) {
    const name = 'name' in fault ? String(fault.name) : '';
    // undici gives what its parser stumbles over a name, and not always a code.
    const unnamed = name === 'HTTPParserError' ? 'HPE_UNKNOWN' : '';
    const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : unnamed;
    const known = name === 'TimeoutError' ? 'timeout' : classOf(code);
    if (known)
      return { class: broken(known, answering), detail: detailOf(known, code, { answering, timeoutMs }) };
  }
  return answering
    ? { class: 'truncated', detail: BROKE_OFF }
    : { class: 'connect', detail: 'no connection' };
}

const BROKE_OFF = 'the answer broke off';

function broken(known: FailureClass, answering: boolean): FailureClass {
  return known === 'reset' && answering ? 'truncated' : known;
}

function classOf(code: string): FailureClass | null {
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code] as FailureClass;
  if (/^ERR_SSL_/.test(code) && OURS_REFUSED.test(code)) return 'credentials';
  if (UNTRUSTED.test(code) || /^(ERR_TLS_|ERR_SSL_)[A-Z0-9_/]+$/.test(code)) return 'tls';
  if (/^HPE_[A-Z_]+$/.test(code)) return 'truncated';
  return null;
}

function detailOf(
  known: FailureClass,
  code: string,
  call: { answering: boolean; timeoutMs: number },
): string {
  switch (known) {
    case 'timeout':
      return `${call.answering ? 'no whole' : 'no'} answer in ${span(call.timeoutMs)}`;
    case 'reset':
      return call.answering ? BROKE_OFF : 'the connection was closed without an answer';
    case 'our-request':
      return 'the request cannot be written';
    case 'credentials':
      return 'our certificate was refused, or is missing';
    case 'truncated':
      if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'the body is not as long as was said';
      if (!code.startsWith('HPE_')) return BROKE_OFF;
      return call.answering ? 'the answer breaks the rules of HTTP' : 'the answer is not HTTP';
    case 'too-large':
      return 'the headers are too large';
    default:
      return code;
  }
}

function span(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms)} ms`;
}

/** The error, its causes and the members of an aggregate, nearest first. */
function* chain(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  if ('errors' in error && Array.isArray(error.errors))
    for (const one of error.errors) yield* chain(one, depth + 1);
  if ('cause' in error) yield* chain(error.cause, depth + 1);
}
