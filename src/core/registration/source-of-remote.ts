import { sourceName } from './parse-bundle.ts';

/**
 * The name of a repository from the address of its remote, without credentials, scheme and `.git`: `owner/name` at
 * github.com, as GitHub Actions calls it, else with the host before it. Null where the address names no host.
 */
export function sourceOfRemote(remote: string): string | null {
  const written = remote.trim();
  const [, host, path] =
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/([^?#]+)/i.exec(written) ??
    /^(?:[^/@:]+@)?([^/:@]{2,}):(?!\/\/)([^?#]+)/.exec(written) ??
    [];
  if (host === undefined || path === undefined) return null;
  const name = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  const source = host.toLowerCase() === 'github.com' ? name : `${host.toLowerCase()}/${name}`;
  return name !== '' && sourceName.safeParse(source).success ? source : null;
}
