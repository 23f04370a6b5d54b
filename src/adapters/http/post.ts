import { guardedDispatcher } from './guarded-dispatcher.ts';
import { guardedFetch } from './guarded-fetch.ts';
import type { NamedProxy } from './named-proxy.ts';

const TIMEOUT_MS = 10_000;
/** That it arrived is told by the status: what else is answered is not read. */
const MAX_ANSWER_BYTES = 0;

/**
 * Posts bodies through the address guard, without following redirects.
 *
 * @param proxy what calls to public addresses go through, where one is named on purpose.
 * @param route where a URL really leads; by default where it says.
 * @returns a function that gives the answer's status and throws an Error named after the failure's class.
 */
export function createPost(options: {
  allowPrivate: boolean;
  proxy?: NamedProxy | null;
  route?: (url: string) => string;
}) {
  const { allowPrivate, proxy = null } = options;
  return async (url: string, headers: Record<string, string>, body: string): Promise<{ status: number }> => {
    const dispatcher = guardedDispatcher({ allowPrivate, proxy, timeoutMs: TIMEOUT_MS });
    try {
      const target = new URL(options.route?.(url) ?? url);
      const request = { method: 'POST', url: target, headers, body };
      const result = await guardedFetch(dispatcher, request, {
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_ANSWER_BYTES,
      });
      if (result.ok) return { status: result.answer.status };
      throw Object.assign(new Error(result.failure.detail), { name: result.failure.class });
    } finally {
      await dispatcher.destroy();
    }
  };
}
