import type { LivePlan, Log } from '../../app/ports.ts';
import type { Exchange } from '../../core/exchange/types.ts';

const DAY_MS = 86_400_000;
/** Certificates are renewed weeks before they end; one that was not by then is worth a word. */
const SOON_MS = 21 * DAY_MS;

/** Takes notice of the certificate of an exchange. */
export type CertificateWatch = (plan: LivePlan, exchange: Exchange) => void;

/**
 * Tells the log, once for each certificate, of a partner's that ends within 21 days.
 *
 * @param now ms since 1970: certificates end in real time, whatever the calendar of the pipeline.
 */
export function createCertificateWatch(log: Log | undefined, now: () => number): CertificateWatch {
  const told = new Set<string>();
  return ({ agreement, environment }, { certificate }) => {
    if (!log || !certificate || told.has(certificate.fingerprint)) return;
    const left = Date.parse(certificate.validTo) - now();
    if (left > SOON_MS) return;
    told.add(certificate.fingerprint);
    log.info('the certificate of a partner ends soon', {
      partner: agreement.partner,
      environment: environment.name,
      on: certificate.validTo,
      days: Math.floor(left / DAY_MS),
    });
  };
}
