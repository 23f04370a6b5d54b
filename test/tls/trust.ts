import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { Authority } from './certificates.ts';

/** Makes this process trust an authority besides those it trusts already; gives a function that undoes it. */
export function trust(authority: Authority): () => void {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, authority.cert]);
  return () => setDefaultCACertificates(before);
}
