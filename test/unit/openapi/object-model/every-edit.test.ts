import { expect, test } from 'vitest';
import { sha256 } from '../../../../src/adapters/crypto/sha256.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { diffDocuments } from '../../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../../src/core/openapi/document/open-document.ts';
import { everyEdit, objectAt } from './edits.ts';
import { fullDocument } from './full-document.ts';
import { OBJECTS } from './objects.ts';
import { WAIVED } from './waivers.ts';

const open = (raw: JsonObject) => openDocument(raw, sha256);

test('the full document has every field that the model names, and means the same as itself', () => {
  const missing = OBJECTS.flatMap(({ name, at, fields }) =>
    Object.keys(fields)
      .filter((key) => !(key in objectAt(fullDocument(), at)))
      .map((key) => `${name}.${key}`),
  );
  expect(missing).toEqual([]);
  expect(diffDocuments(open(fullDocument()), open(fullDocument()))).toEqual([]);
});

const edits = [...everyEdit()];
const waiverOf = ({ field, kind }: { field: string; kind: string }) =>
  WAIVED[field] ?? WAIVED[`${field} ${kind}`];

test.each(edits.filter((edit) => !waiverOf(edit)))('$field $kind at $at is told', ({ before, after }) => {
  expect(diffDocuments(open(before), open(after)).map(({ rule }) => rule)).not.toEqual([]);
});

test.each(edits.filter(waiverOf))(
  '$field $kind at $at gives nothing, as waived',
  ({ before, after, kind, field }) => {
    let found: string[];
    try {
      found = diffDocuments(open(before), open(after)).map(({ rule }) => rule);
    } catch {
      found = []; // refused: not valid
    }
    expect({ edit: `${field} ${kind}`, found }).toEqual({ edit: `${field} ${kind}`, found: [] });
  },
);

test('every waiver stands for an edit', () => {
  const known = new Set(edits.flatMap(({ field, kind }) => [field, `${field} ${kind}`]));
  expect(Object.keys(WAIVED).filter((key) => !known.has(key))).toEqual([]);
});
