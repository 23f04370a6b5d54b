import type { TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../core/exchange/types.ts';

/** What a TLS peer showed of itself; null where it showed no certificate that can be read. */
export function certificateFacts(socket: TLSSocket): CertificateFacts | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const { validFromDate, validToDate, fingerprint256 } = certificate;
  return {
    validFrom: validFromDate.toISOString(),
    validTo: validToDate.toISOString(),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}
