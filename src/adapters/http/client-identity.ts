import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Secrets } from '../../app/ports.ts';
import type { Environment } from '../../core/agreement/types.ts';
import type { Failure } from '../../core/exchange/types.ts';
import type { ClientIdentity } from './guarded-dispatcher.ts';
import { secretValue } from './secret-value.ts';

const KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----[^-]+-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----/g;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Our side of mutual TLS with one environment (RFC 8446, 4.4.2). */
export interface OwnCertificate {
  identity: ClientIdentity;
  /** Reads what is needed, once; null when connections may be opened, or why not. */
  ready(): Promise<Failure | null>;
}

/**
 * The key and certificates that the environment's `client-certificate` names, for its exact origin.
 * What is wrong with them is class `credentials` and names where they are set, never what is in them.
 */
export function ownCertificate(environment: Environment, secrets: Secrets): OwnCertificate {
  const url = URL.parse(environment.url);
  const name = environment.clientCertificate;
  let context: SecureContext | null = null;

  const read = async (): Promise<Failure | null> => {
    if (name === null) return null;
    if (url?.protocol !== 'https:') return failed('a client certificate needs an https URL');
    const secret = await secretValue(secrets, name);
    if ('class' in secret) return secret;
    const opened = contextOf(secret.value, secret.place);
    if ('class' in opened) return opened;
    context = opened.context;
    return null;
  };

  let reading: Promise<Failure | null> | null = null;
  return {
    identity: { origin: url?.origin ?? '', context: () => context },
    ready: () => {
      reading ??= read();
      return reading;
    },
  };
}

function contextOf(written: string, place: string): { context: SecureContext } | Failure {
  // A variable of one line writes its newlines as `\n`.
  const pem = written.includes('\n') ? written : written.replaceAll('\\n', '\n');
  const [key, ...otherKeys] = pem.match(KEY) ?? [];
  const [own, ...chain] = pem.match(CERTIFICATE) ?? [];
  if (key === undefined || own === undefined || otherKeys.length > 0)
    return failed(`${place} must hold a private key and its certificates, in PEM`);
  if (/ENCRYPTED/.test(key)) return failed(`the private key in ${place} is encrypted`);
  try {
    const certificate = new X509Certificate(own);
    if (!certificate.checkPrivateKey(createPrivateKey(key)))
      return failed(`the private key in ${place} is not that of its first certificate`);
    if (certificate.validToDate.getTime() <= Date.now())
      return failed(
        `the certificate in ${place} has ended: ${certificate.validToDate.toISOString().slice(0, 10)}`,
      );
    return { context: createSecureContext({ key, cert: [own, ...chain].join('\n') }) };
  } catch {
    return failed(`the private key or a certificate in ${place} cannot be read`);
  }
}

function failed(detail: string): Failure {
  return { class: 'credentials', detail };
}
