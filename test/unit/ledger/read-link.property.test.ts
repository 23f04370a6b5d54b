import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalPattern } from '../../../src/core/ledger/canonical-pattern.ts';
import { entryBody, parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { readLink } from '../../../src/core/ledger/read-link.ts';
import { type SealedEntry, sealEntry } from '../../../src/core/ledger/seal.ts';
import type { EntryBody } from '../../../src/core/ledger/types.ts';
import { sha256 } from '../lifecycle/look-fixture.ts';
import { anyEntry } from './any-entry.ts';

const pattern = new RegExp(`^${canonicalPattern(entryBody, [])}$`);

/** The link of a body, or that it is refused, by one way. */
function linkBy(read: (entry: SealedEntry) => ReturnType<typeof readLink>, body: string) {
  try {
    const { partner, seq, prev, at } = read({ seq: 1, body, hash: sha256(body) });
    return { partner, seq, prev, at };
  } catch (error) {
    return (error as Error).message;
  }
}

function bothAgree(body: string): void {
  expect(linkBy(readLink, body)).toEqual(linkBy(parseEntry, body));
}

/** A text with one thing changed, so that it may be an entry still, or nearly one. */
const changed = (body: string): fc.Arbitrary<string> => {
  const at = fc.nat(body.length);
  const character = fc.oneof(
    fc.constantFrom(...'{}[]":,\\ \n\t0123456789eE.-+atvu\u0000\u001f\u2028\ud800'),
    fc.string({ minLength: 1, maxLength: 1 }),
  );
  const members = [...body.matchAll(/"[a-zA-Z]+":(?:"[^"\\]*"|\d+|null|true|false)/g)].map(([one]) => one);
  const member = fc.constantFrom('"v":1', ...members);
  return fc.oneof(
    fc.tuple(at, character).map(([from, put]) => body.slice(0, from) + put + body.slice(from)),
    fc.tuple(at, character).map(([from, put]) => body.slice(0, from) + put + body.slice(from + 1)),
    fc.tuple(at, fc.nat(8)).map(([from, much]) => body.slice(0, from) + body.slice(from + much)),
    at.map((end) => body.slice(0, end)),
    // A second key, a key that moved, white space between members.
    fc.tuple(member, member).map(([one, other]) => body.replace(one, `${one},${other}`)),
    fc.tuple(member, member).map(([one, other]) => body.replace(one, other)),
    member.map((one) => body.replace(`${one},`, '').replace('{', `{${one},`)),
    member.map((one) => body.replace(one, `${one} `)),
    fc
      .tuple(member, fc.constantFrom('-0', '1e999', '1E2', '9007199254740993', '00', '1.5', '-1', '[]', '{}'))
      .map(([one, value]) => body.replace(one, `${one.slice(0, one.indexOf(':'))}:${value}`)),
  );
};

test('an entry as this version writes it is read in one pass, and says what the full parse says', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const { body } = sealEntry(entry as EntryBody, sha256);
      expect(pattern.test(body)).toBe(true);
      bothAgree(body);
    }),
    { numRuns: 400 },
  );
});

test('both ways refuse the same of what was changed, cut off, doubled or moved', () => {
  let refused = 0;
  let taken = 0;
  fc.assert(
    fc.property(
      anyEntry
        .map((entry) => sealEntry(entry as EntryBody, sha256).body)
        .chain((body) => changed(body).chain((once) => fc.oneof(fc.constant(once), changed(once)))),
      (body) => {
        bothAgree(body);
        if (typeof linkBy(parseEntry, body) === 'string') refused++;
        else taken++;
      },
    ),
    { numRuns: 1_500 },
  );
  expect(refused).toBeGreaterThan(200);
  expect(taken).toBeGreaterThan(50);
});

test('what looks like a link inside of a text is none', () => {
  const forged = '","seq":7,"prev":"0","at":"2020-01-01T00:00:00.000Z","partner":"other';
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const body = sealEntry({ ...(entry as EntryBody), partner: forged, agreement: forged }, sha256).body;
      bothAgree(body);
      expect(linkBy(readLink, body)).toMatchObject({ partner: forged, seq: entry.seq });
    }),
    { numRuns: 100 },
  );
});

test('a body of a million characters and of one brace too many is read as it always was', () => {
  const [entry] = fc.sample(anyEntry, { seed: 1, numRuns: 1 });
  const timeline = Array.from({ length: 12_000 }, () => ({
    environment: 'sandbox',
    verdict: 'agrees',
    from: '2026-11-01T06:00:00.000Z',
    to: '2026-11-01T06:00:00.000Z',
    n: 1,
  }));
  const { body } = sealEntry(
    { ...(entry as EntryBody), transitions: [{ type: 'day', timeline }] } as EntryBody,
    sha256,
  );

  expect(body.length).toBeGreaterThan(1_000_000);
  bothAgree(body);
  bothAgree(body.slice(0, 999_999));
  bothAgree(`${'['.repeat(500_000)}`);
  bothAgree(`{"agreement":${'"\\u0041"'.repeat(60_000)}`);
});
