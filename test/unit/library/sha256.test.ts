import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256 } from '../../../src/library/sha256.ts';

it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('gives the digest that FIPS 180-4 names for %j', (text, digest) => {
  expect(sha256(text)).toBe(digest);
});

it('agrees with Node at every length around a block, and beyond ASCII', () => {
  const texts = Array.from({ length: 200 }, (_, length) => 'x'.repeat(length));
  const written = ['é', '€uro', '𝒳'.repeat(40), 'a\ud800b', '\udc00', '\u0000', 'y'.repeat(100_000)];
  for (const text of [...texts, ...written]) {
    expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
  }
});
