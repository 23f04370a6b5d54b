import { ForewarnError } from '../../core/errors.ts';
import type { Failure } from '../../core/exchange/types.ts';
import { documentText } from './document-text.ts';
import { guardedDispatcher } from './guarded-dispatcher.ts';
import { namedProxy, proxyNote } from './named-proxy.ts';

/**
 * Makes a function that reads a document from a URL, for commands that take one.
 *
 * @param timeoutMs for all of it. @param maxBytes before and after decompression.
 * @param env names a proxy, where there is one on purpose; see {@link namedProxy}.
 * @returns a function from URL to text; it throws ForewarnError `input` that says what to do.
 */
export function createFetchText(options: {
  allowPrivate: boolean;
  timeoutMs: number;
  maxBytes: number;
  env?: Record<string, string | undefined>;
}): (url: string) => Promise<string> {
  const { allowPrivate, timeoutMs, env = {} } = options;
  return async (url) => {
    const target = URL.parse(url);
    if (!target || !/^https?:$/.test(target.protocol)) {
      throw new ForewarnError('input', `${url} is not an http or https address`);
    }
    const shown = `${target.origin}${target.pathname}`;
    const dispatcher = guardedDispatcher({ allowPrivate, timeoutMs, proxy: namedProxy(env) });
    try {
      const got = await documentText(dispatcher, target, {}, options);
      if (!got.ok) throw unreadable(shown, got.failure, proxyNote(env));
      return got.text ?? '';
    } finally {
      await dispatcher.destroy();
    }
  };
}

function unreadable(shown: string, failure: Failure, aboutProxies: string | null): ForewarnError {
  return new ForewarnError('input', `${shown} could not be read: ${failure.detail}`, {
    fix: fixFor(failure, aboutProxies),
  });
}

const UNREACHED: ReadonlySet<string> = new Set(['dns', 'connect', 'timeout', 'reset']);

function fixFor(failure: Failure, aboutProxies: string | null): string {
  if (failure.class === 'address-refused') {
    return 'use --allow-private if this loopback or private address is meant';
  }
  if (failure.class === 'too-large') return 'download the document and give the file instead';
  if (failure.class === 'document-unreadable')
    return 'give the address that serves the document itself, or a file';
  const fix = 'check the address and the connection, or give a file instead';
  return aboutProxies && UNREACHED.has(failure.class) ? `${fix}; ${aboutProxies}` : fix;
}
