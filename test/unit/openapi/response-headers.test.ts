import { expect, it } from 'vitest';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import { DEPOT } from '../../fault-lab/depot-document.ts';
import { sha256 } from '../exchange/sha256.ts';

it('a header whose name begins with x- is no extension', () => {
  const baseline = openDocument(DEPOT, sha256);
  const list = (document: typeof baseline) =>
    document.byKey.get('GET /v1/charges')?.responses[0]?.headers ?? [];
  expect(list(baseline).map(({ name, required }) => [name, required])).toEqual([['x-total-count', true]]);

  const text = JSON.stringify(DEPOT).replace('"x-total-count"', '"x-count"');
  const observed = openDocument(JSON.parse(text), sha256);
  expect(
    diffDocuments(baseline, observed, { used: new Set(), today: '2026-11-22' }).map(({ rule }) => rule),
  ).toContain('required-response-header-removed');
});
