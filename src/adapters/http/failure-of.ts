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
  EPROTO: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  UNABLE_TO_GET_ISSUER_CERT: 'tls',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
};

/**
 * Why a call failed, as a class and a short fact in our words. Nothing the other side wrote gets through: codes are
 * kept only if Node or undici made them.
 *
 * @param answering true once the status line was read: a connection lost then is `truncated`, not `reset`.
 */
export function failureOf(error: unknown, more: { timeoutMs: number; answering?: boolean }): Failure {
  for (const fault of chain(error)) {
    if (fault instanceof CallFailed) return fault.failure;
    if (fault instanceof RefusedAddress)
      return { class: 'address-refused', detail: `${fault.reason} address` };
  }
  for (const fault of chain(error)) {
    const name = 'name' in fault ? String(fault.name) : '';
    if (name === 'TimeoutError') return { class: 'timeout', detail: noAnswer(more.timeoutMs) };
    const code = 'code' in fault && typeof fault.code === 'string' ? fault.code : '';
    const known = classOf(code);
    if (known === 'timeout') return { class: known, detail: noAnswer(more.timeoutMs) };
    if (known === 'reset' && more.answering) return { class: 'truncated', detail: 'the answer broke off' };
    if (known === 'reset') return { class: known, detail: 'the connection was closed without an answer' };
    if (known) return { class: known, detail: code };
  }
  return more.answering
    ? { class: 'truncated', detail: 'the answer broke off' }
    : { class: 'connect', detail: 'no connection' };
}

function classOf(code: string): FailureClass | null {
  const known = BY_CODE[code];
  if (known) return known;
  if (/^(ERR_TLS_|ERR_SSL_|CERT_|CRL_)[A-Z0-9_]+$/.test(code)) return 'tls';
  if (/^HPE_[A-Z_]+$/.test(code)) return 'truncated';
  if (/^(Z_[A-Z_]+|ERR__ERROR_FORMAT_[A-Z_]+|ERR_BROTLI_[A-Z_]+|ZSTD_[A-Za-z_]+)$/.test(code))
    return 'truncated';
  return null;
}

function noAnswer(timeoutMs: number): string {
  return `no answer in ${timeoutMs >= 1000 ? `${Math.round(timeoutMs / 100) / 10} s` : `${Math.round(timeoutMs)} ms`}`;
}

/** The error, its causes and the members of an aggregate, nearest first. */
function* chain(error: unknown, depth = 0): Generator<object> {
  if (typeof error !== 'object' || error === null || depth > 5) return;
  yield error;
  if ('errors' in error && Array.isArray(error.errors))
    for (const one of error.errors) yield* chain(one, depth + 1);
  if ('cause' in error) yield* chain(error.cause, depth + 1);
}
