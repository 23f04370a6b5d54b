import tls from 'node:tls';
import { certificates } from '../../src/local/disturb/certificates.ts';

let isTrusted = false;

/** From now on this process trusts the authority of the servers on loopback. */
export function trustLoopback(): void {
  if (isTrusted) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificates().authority]);
  isTrusted = true;
}
