import { ForewarnError } from '../../core/errors.ts';

/** A proxy that calls to partners go through, since somebody named it on purpose. */
export interface NamedProxy {
  host: string;
  port: number;
  /** `Basic` credentials (RFC 7617), or null. */
  authorization: string | null;
}

type Env = Record<string, string | undefined>;

const UNASKED = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/**
 * The proxy that `FOREWARN_PROXY` names: `http://[user:password@]host:port`; null where it is not set.
 *
 * @throws ForewarnError `config` for anything else. Its text is not repeated: it may hold a password.
 */
export function namedProxy(env: Env): NamedProxy | null {
  const written = env.FOREWARN_PROXY;
  if (!written) return null;
  const url = URL.parse(written);
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new ForewarnError('config', 'FOREWARN_PROXY names no HTTP proxy', {
      fix: 'write it like http://proxy.shop.example:3128',
    });
  }
  const user = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/s, '$1'),
    port: Number(url.port || '80'),
    authorization: user === ':' ? null : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

/**
 * What to say once where a process is told of proxies: which is used, or that those it was told of are not.
 * Null where there is none. Names variables, never what is in them.
 */
export function proxyNote(env: Env): string | null {
  if (env.FOREWARN_PROXY) {
    return 'calls to partners go through the proxy that FOREWARN_PROXY names; it, not this machine, reaches their address';
  }
  const found = UNASKED.filter((name) => env[name]);
  const first = found[0];
  if (first === undefined) return null;
  return `${found.join(', ')} ${found.length > 1 ? 'are' : 'is'} set and not used for calls to partners: a proxy would get around the guard of addresses; name one on purpose with FOREWARN_PROXY`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
