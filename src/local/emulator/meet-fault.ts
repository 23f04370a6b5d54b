import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer-call.ts';
import type { Fault } from './types.ts';

/** What stands between a caller and the API, as hotels and proxies put it there. */
const PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to go on</h1></body></html>';

/** Lets a request meet a fault: an answer in place of the API's, a cut connection, or a wait and then nothing. */
export async function meetFault(fault: Fault, request: IncomingMessage): Promise<Answer | 'gone' | 'passed'> {
  switch (fault.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers ?? {}, body: '' };
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: PAGE };
    case 'reset':
      request.socket.resetAndDestroy();
      return 'gone';
    case 'slow':
      await sleep(fault.ms, undefined, { ref: false });
      return request.socket.destroyed ? 'gone' : 'passed';
    default:
      return fault satisfies never;
  }
}
