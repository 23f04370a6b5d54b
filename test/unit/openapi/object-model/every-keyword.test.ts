import { expect, test } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import { KEYWORDS } from './schema-keywords.ts';
import { PLACES } from './schema-places.ts';
import { WAIVED_KEYWORDS } from './waivers.ts';

interface KeywordEdit {
  keyword: string;
  kind: 'added' | 'removed' | 'changed';
  place: string;
  before: JsonObject;
  after: JsonObject;
}

const edits = KEYWORDS.flatMap(({ keyword, beside, values }) =>
  Object.entries(PLACES).flatMap(([place, around]): KeywordEdit[] => {
    const without = around(beside);
    const [first, second] = values.map((value) => around({ ...beside, [keyword]: value }));
    if (!first) return [];
    return [
      { keyword, kind: 'added', place, before: without, after: first },
      { keyword, kind: 'removed', place, before: first, after: without },
      ...(second ? [{ keyword, kind: 'changed', place, before: first, after: second } as const] : []),
    ];
  }),
);

const waiverOf = ({ keyword, kind, place }: KeywordEdit) =>
  [keyword, `${keyword} ${kind}`, `${keyword} at ${place}`, `${keyword} ${kind} at ${place}`].find(
    (key) => WAIVED_KEYWORDS[key] !== undefined,
  );

const rulesOf = ({ before, after }: KeywordEdit) =>
  diffDocuments(...([before, after].map((raw) => openDocument(raw, sha256)) as [never, never])).map(
    ({ rule }) => rule,
  );

test.each(edits.filter((edit) => !waiverOf(edit)))('$keyword $kind at a $place is told', (edit) => {
  expect(rulesOf(edit)).not.toEqual([]);
});

test.each(edits.filter(waiverOf))('$keyword $kind at a $place gives nothing, as waived', (edit) => {
  expect(rulesOf(edit)).toEqual([]);
});

test('every waiver stands for an edit', () => {
  const used = new Set(edits.map(waiverOf));
  expect(Object.keys(WAIVED_KEYWORDS).filter((key) => !used.has(key))).toEqual([]);
});
