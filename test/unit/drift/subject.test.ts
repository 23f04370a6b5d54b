import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { driftKey, fingerprint } from '../../../src/core/drift/fingerprint.ts';
import { formatSubject, normalisePath, operationKey, parseSubject } from '../../../src/core/drift/subject.ts';

type Vector = Pick<Difference, 'subject' | 'facet' | 'rule' | 'args'> & {
  text: string;
  partner: string;
  fingerprint: string;
  driftKey: string;
};

const vectors = JSON.parse(
  readFileSync(new URL('../../golden/fingerprints/vectors.json', import.meta.url), 'utf8'),
) as Vector[];
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('golden vectors', () => {
  it.each(vectors)('$text', (vector) => {
    expect(formatSubject(vector.subject)).toBe(vector.text);
    expect(parseSubject(vector.text)).toEqual(vector.subject);
    expect(fingerprint(vector, sha256)).toBe(vector.fingerprint);
    expect(driftKey(vector.partner, vector, sha256)).toBe(vector.driftKey);
  });
});

describe('subjects', () => {
  it('forget parameter names', () => {
    expect(normalisePath('/v1/{user_id}/x/{b}')).toBe('/v1/{}/x/{}');
    expect(operationKey('get', '/v1/{a}')).toBe(operationKey('GET', '/v1/{b}'));
  });

  it('read back what they write', () => {
    const segment = fc.stringMatching(/^[a-z]{1,8}$/);
    const subject = fc.record({
      method: fc.constantFrom('GET', 'POST', '*'),
      path: fc.array(segment, { minLength: 1 }).map((parts) => `/${parts.join('/')}/{}`),
      section: fc.constant('response' as const),
      status: fc.constantFrom('200', '4XX', 'default'),
      media: fc.constantFrom('application/json', 'text/plain'),
      location: fc.array(segment).map((parts) => parts.map((part) => `/${part}`).join('')),
    });
    fc.assert(
      fc.property(subject, (one) => {
        expect(parseSubject(formatSubject(one))).toEqual(one);
      }),
    );
  });

  it('refuse what is no subject', () => {
    expect(parseSubject('nonsense')).toBeNull();
    expect(parseSubject('')).toBeNull();
  });
});
