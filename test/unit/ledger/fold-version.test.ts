import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { emptyState, FOLD_VERSION, foldEntry } from '../../../src/core/ledger/fold.ts';
import { parseEntry } from '../../../src/core/ledger/parse-entry.ts';
import { stateText } from '../../../src/core/ledger/parse-state.ts';
import { sha256 } from '../lifecycle/look-fixture.ts';

/** Bodies of a ledger, one a line, and the SHA-256 of the state that they give, as it is kept, by this FOLD_VERSION. */
const read = (name: string) =>
  readFileSync(new URL(`../../golden/ledger/folded/${name}`, import.meta.url), 'utf8').trim();

test('the same entries give the same state as ever; where they do not, FOLD_VERSION has to be another', () => {
  const bodies = read('bodies.txt').split('\n');
  const kinds = new Set<string>();
  let state = emptyState('acme-pay');
  for (const [index, body] of bodies.entries()) {
    const entry = parseEntry({ seq: index + 1, body, hash: sha256(body) });
    for (const { type } of entry.transitions) kinds.add(type);
    state = foldEntry(state, entry, sha256(body));
  }

  expect(kinds.size).toBeGreaterThan(12);
  expect(`${FOLD_VERSION} ${sha256(stateText(state))}`).toBe(read('state.txt'));
});
