import { expect, test } from 'vitest';
import { emptyState, foldEntry } from '../../../src/core/ledger/fold.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { parseState, stateText } from '../../../src/core/ledger/parse-state.ts';
import { type SealedEntry, sealEntry } from '../../../src/core/ledger/seal.ts';
import type { EntryBody } from '../../../src/core/ledger/types.ts';
import { verifyChain } from '../../../src/core/ledger/verify-chain.ts';
import { aFinding, aLedger, aLook, anOutage, sha256 } from '../lifecycle/look-fixture.ts';

function aChain(): SealedEntry[] {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('amount')]));
  ledger.look(aLook(1, [aFinding('amount')]));
  ledger.look(anOutage(2));
  ledger.look(aLook(3, []));
  return ledger.entries;
}

/** The chain with one body changed and sealed again, as somebody who rewrites history would. */
function rewritten(index: number, change: Partial<EntryBody>): SealedEntry[] {
  return aChain().map((entry, at) =>
    at === index ? sealEntry({ ...parseEntry(entry), ...change }, sha256) : entry,
  );
}

test('a chain that nobody touched holds', () => {
  const entries = aChain();

  expect(verifyChain(entries, sha256)).toEqual({ ok: true, entries: 4, head: entries[3]?.hash });
  expect(verifyChain([], sha256)).toEqual({ ok: true, entries: 0, head: '0'.repeat(64) });
});

test.each([
  [
    'a body changed in place',
    () => aChain().with(1, { ...(aChain()[1] as SealedEntry), body: '{}' }),
    2,
    'hash',
  ],
  ['an entry left out', () => aChain().toSpliced(1, 1), 2, 'missing'],
  ['the first entry left out', () => aChain().slice(1), 1, 'missing'],
  [
    'an entry rewritten and sealed again',
    () => rewritten(1, { at: '2026-11-02T07:00:00.000Z' }),
    3,
    'previous',
  ],
  ['a step back in time', () => rewritten(3, { at: '2020-01-01T00:00:00.000Z' }), 4, 'time'],
  ['an entry of another partner', () => rewritten(3, { partner: 'city-geo' }), 4, 'partner'],
  [
    'a number that is not its own',
    () => rewritten(2, { seq: 7 }).map((one, at) => ({ ...one, seq: at + 1 })),
    3,
    'sequence',
  ],
  ['text that is no entry', () => [{ seq: 1, body: 'no', hash: sha256('no') }], 1, 'unreadable'],
] as const)('%s is found', (_, tampered, seq, why) => {
  expect(verifyChain(tampered(), sha256)).toEqual({ ok: false, seq, why });
});

test('an entry folds only on the state that it follows', () => {
  const [first, second] = aChain() as [SealedEntry, SealedEntry];
  const state = emptyState('acme-pay');

  expect(() => foldEntry(state, parseEntry(second), second.hash)).toThrow(/does not follow/);
  const once = foldEntry(state, parseEntry(first), first.hash);
  expect(() => foldEntry(once, parseEntry(first), first.hash)).toThrow(/does not follow/);
  expect(state).toEqual(emptyState('acme-pay'));
});

test('a fold written as text and read back is the same fold', () => {
  const ledger = aLedger();
  ledger.look(aLook(0, [aFinding('amount'), aFinding('currency', { effect: 'none' })]));
  ledger.look(aLook(1, [aFinding('amount')]));
  const text = stateText(ledger.state);

  expect(stateText(parseState(text))).toBe(text);
  expect(() => parseState(text.replace(/"fold":\d+/, '"fold":0'))).toThrow(/cannot be read/);
  expect(() => parseState('{}')).toThrow(/cannot be read/);
  expect(() => parseState('no')).toThrow(/cannot be read/);
});

test('an entry with something that this version does not know is refused, by name of the place only', () => {
  const [first] = aChain() as [SealedEntry];
  const body = first.body.replace('"v":1', '"secret":"hunter2","v":1');

  expect(() => parseEntry({ ...first, body })).toThrow(/entry 1 cannot be read/);
  expect(() => parseEntry({ ...first, body })).not.toThrow(/hunter2/);
});

test('the look of an entry is remembered, for a hundred looks', () => {
  const ledger = aLedger();
  for (let day = 0; day < 130; day++) ledger.look(day % 2 ? anOutage(day) : aLook(day, []));

  expect(ledger.state.looks).toHaveLength(100);
  expect(ledger.state.looks.at(-1)).toBe(parseEntry(ledger.entries.at(-1) as SealedEntry).look);
});
