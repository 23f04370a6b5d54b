import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority } from './certificates.ts';

describe('a certificate of a test', () => {
  it('says what it was asked to, and is signed by its authority', () => {
    const authority = createAuthority();
    const issued = authority.issue({
      hosts: ['api.partner.example', '127.0.0.1'],
      from: new Date('2026-01-02T03:04:05Z'),
      to: new Date('2051-12-31T23:59:59Z'),
    });
    const read = new X509Certificate(issued.cert);
    expect(read.verify(new X509Certificate(authority.cert).publicKey)).toBe(true);
    expect(read.verify(read.publicKey)).toBe(false);
    expect(read.checkHost('api.partner.example')).toBe('api.partner.example');
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(read.checkHost('other.partner.example')).toBeUndefined();
    expect(read.validFromDate.toISOString()).toBe('2026-01-02T03:04:05.000Z');
    expect(read.validToDate.toISOString()).toBe('2051-12-31T23:59:59.000Z');
    expect(new X509Certificate(authority.cert).ca).toBe(true);
    expect(read.ca).toBe(false);
  });
});
