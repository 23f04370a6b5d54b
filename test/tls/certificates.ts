import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { bits, der, integer, objectId, octets, sequence, set, time, utf8, yes } from './der.ts';

const DAY_MS = 86_400_000;
const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

/** A private key and the certificate for it, in PEM. */
export interface KeyAndCertificate {
  key: string;
  cert: string;
}

/** Whom a certificate is for, and how long; by default this machine, from yesterday for a year. */
export interface Wanted {
  /** DNS names and IPv4 addresses (RFC 5280, 4.2.1.6). */
  hosts?: string[];
  name?: string;
  from?: Date;
  to?: Date;
}

/** An authority of a test. Nothing trusts it but who is told to. */
export interface Authority extends KeyAndCertificate {
  issue(wanted?: Wanted): KeyAndCertificate;
}

/** Makes an authority with a key of its own (ECDSA, P-256; RFC 5280, RFC 5758). */
export function createAuthority(name = 'Forewarn test authority'): Authority {
  const { key, publicKey } = keyPair();
  const constraints = extension('2.5.29.19', sequence(yes()), true);
  const cert = certificate({
    issuer: name,
    subject: name,
    publicKey,
    signer: key,
    extensions: [constraints],
    from: new Date(Date.now() - DAY_MS),
    to: new Date(Date.now() + 3650 * DAY_MS),
  });
  return {
    key,
    cert,
    issue: (wanted = {}) => {
      const own = keyPair();
      const hosts = (wanted.hosts ?? ['127.0.0.1', 'localhost']).map(hostName);
      return {
        key: own.key,
        cert: certificate({
          issuer: name,
          subject: wanted.name ?? 'test',
          publicKey: own.publicKey,
          signer: key,
          extensions: [extension('2.5.29.17', sequence(...hosts), false)],
          from: wanted.from ?? new Date(Date.now() - DAY_MS),
          to: wanted.to ?? new Date(Date.now() + 365 * DAY_MS),
        }),
      };
    },
  };
}

function certificate(of: {
  issuer: string;
  subject: string;
  publicKey: KeyObject;
  signer: string;
  extensions: Buffer[];
  from: Date;
  to: Date;
}): string {
  const version3 = der(0xa0, integer(Buffer.from([2])));
  const serial = integer(Buffer.from([1, ...randomBytes(15)]));
  const signed = sequence(
    version3,
    serial,
    ECDSA_SHA256,
    commonName(of.issuer),
    sequence(time(of.from), time(of.to)),
    commonName(of.subject),
    of.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...of.extensions)),
  );
  const signature = sign('sha256', signed, createPrivateKey(of.signer));
  const base64 = sequence(signed, ECDSA_SHA256, bits(signature)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  return sequence(objectId(id), ...(critical ? [yes()] : []), octets(value));
}

function commonName(name: string): Buffer {
  return sequence(set(sequence(objectId('2.5.4.3'), utf8(name))));
}

function hostName(host: string): Buffer {
  return isIPv4(host) ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host));
}

function keyPair(): { key: string; publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
}
