/** A URL, taken apart as far as an operation is told by it. */
export interface CallAddress {
  /** Host and port in lower case, without the usual ports; null where none is named, or only a variable. */
  host: string | null;
  path: string;
  query: string;
}

const URL_PARTS = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const PATH_PARTS = /^([^?#]*)(?:\?([^#]*))?/;

/** Takes a URL or a path apart. */
export function callAddress(url: string): CallAddress {
  const absolute = URL_PARTS.exec(url);
  if (absolute) {
    const [, host = '', path = '', query = ''] = absolute;
    return { host: hostName(host), path: path || '/', query };
  }
  const [, path = '', query = ''] = PATH_PARTS.exec(url) ?? [];
  const variable = /^\{\{[^{}/]*\}\}(.*)$/s.exec(path);
  return { host: null, path: rooted(variable?.[1] ?? path), query };
}

/** What may stand before the paths of the partner's document: hosts, and the paths that follow them. */
export interface PartnerBases {
  hosts: ReadonlySet<string>;
  /** Without a last slash, longest first; `''` last. */
  paths: readonly string[];
}

/** Reads the URLs that the partner is called at: environments, and servers of the document. */
export function partnerBases(urls: readonly string[]): PartnerBases {
  const read = urls.map(callAddress);
  const paths = new Set(read.map(({ path }) => path.replace(/\/+$/, '')));
  paths.add('');
  return {
    hosts: new Set(read.flatMap(({ host }) => host ?? [])),
    paths: [...paths].sort((a, b) => b.length - a.length),
  };
}

/** The paths that a path may be in the document, the base paths taken off one by one. */
export function pathsBelow(path: string, { paths }: PartnerBases): string[] {
  return paths.flatMap((base) =>
    base === '' ? [path] : path.startsWith(`${base}/`) ? [path.slice(base.length)] : [],
  );
}

function hostName(written: string): string | null {
  if (/[{}]/.test(written) || written === '') return null;
  return written.toLowerCase().replace(/:(?:80|443)$/, '');
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
