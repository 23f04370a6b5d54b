import type { Call } from './start-stand-in.ts';

/** The operation of the JSON protocols: after the dot of `X-Amz-Target`. */
export function targetOf(prefix: string): (request: Pick<Call, 'headers'>) => string {
  return ({ headers }) => {
    const target = String(headers['x-amz-target'] ?? '');
    return target.startsWith(`${prefix}.`) ? target.slice(prefix.length + 1) : 'UnknownOperation';
  };
}
