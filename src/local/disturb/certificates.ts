import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { ServerOptions } from 'node:https';

/** What servers on loopback prove themselves with. */
export interface LoopbackCertificates {
  /** Of the authority that has signed all but the self-signed one (PEM). */
  authority: string;
  good: ServerOptions;
  expired: ServerOptions;
  notYet: ServerOptions;
  otherHost: ServerOptions;
  selfSigned: ServerOptions;
}

let made: LoopbackCertificates | undefined;

/** Certificates of an authority of this process, but for the self-signed one (RFC 5280); made once. */
export function certificates(): LoopbackCertificates {
  made ??= make();
  return made;
}

const DAY_MS = 86_400_000;

function make(): LoopbackCertificates {
  const authority = { name: 'Forewarn emulator', ...keys() };
  const root = certificate({
    name: authority.name,
    key: authority.publicKey,
    by: authority,
    days: [-1, 9],
    ca: true,
  });
  const issued = (days: [number, number], ip = [127, 0, 0, 1]): ServerOptions => {
    const { publicKey, privateKey } = keys();
    const cert = certificate({ name: 'Partner', key: publicKey, by: authority, days, ip });
    return { key: pemOfKey(privateKey), cert };
  };
  const own = { name: 'Partner', ...keys() };
  return {
    authority: root,
    good: issued([-1, 9]),
    expired: issued([-9, -1]),
    notYet: issued([1, 9]),
    otherHost: issued([-1, 9], [192, 0, 2, 7]),
    selfSigned: {
      key: pemOfKey(own.privateKey),
      cert: certificate({ name: own.name, key: own.publicKey, by: own, days: [-1, 9], ip: [127, 0, 0, 1] }),
    },
  };
}

interface Keys {
  publicKey: KeyObject;
  privateKey: KeyObject;
}

function keys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pemOfKey(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

let serial = 0;

function certificate(of: {
  name: string;
  key: KeyObject;
  by: { name: string } & Keys;
  days: [number, number];
  ip?: number[];
  ca?: boolean;
}): string {
  const now = Date.now();
  const extensions = [
    ...(of.ca
      ? [sequence(OID.basicConstraints, der(0x01, [0xff]), der(0x04, sequence(der(0x01, [0xff]))))]
      : []),
    ...(of.ip ? [sequence(OID.subjectAltName, der(0x04, sequence(der(0x87, of.ip))))] : []),
  ];
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [++serial]),
    sequence(OID.ecdsaWithSha256),
    named(of.by.name),
    sequence(...of.days.map((day) => der(0x17, Buffer.from(utc(now + day * DAY_MS))))),
    named(of.name),
    of.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, of.by.privateKey);
  const whole = sequence(
    body,
    sequence(OID.ecdsaWithSha256),
    der(0x03, Buffer.concat([Buffer.of(0), signature])),
  );
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const OID = {
  ecdsaWithSha256: der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]),
  commonName: der(0x06, [0x55, 0x04, 0x03]),
  basicConstraints: der(0x06, [0x55, 0x1d, 0x13]),
  subjectAltName: der(0x06, [0x55, 0x1d, 0x11]),
};

function named(name: string): Buffer {
  return sequence(der(0x31, sequence(OID.commonName, der(0x0c, Buffer.from(name)))));
}

function utc(ms: number): string {
  return `${new Date(ms).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`;
}

function sequence(...parts: Uint8Array[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** One value in the distinguished encoding rules (X.690). */
function der(tag: number, content: Uint8Array | number[]): Buffer {
  const bytes = Buffer.from(content);
  const size = bytes.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), bytes]);
}
