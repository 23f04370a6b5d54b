import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import { LIVE_ROWS } from '../../../src/core/openapi/diff/rules/live-rows.ts';
import { RULES } from '../../../src/core/openapi/diff/rules/rules.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { Example } from '../../../src/core/report/examples/example.ts';
import { exampleOf } from '../../../src/core/report/examples/example-of.ts';

/** Told by a look at an environment; two documents cannot show it. */
const LIVE = new Set<string>(LIVE_ROWS.map(([id]) => id));
const examples = RULES.filter(({ id }) => !LIVE.has(id)).map((rule) => [rule.id, exampleOf(rule)] as const);

function told({ baseline, observed, policy, today }: Example): string[] {
  const options = { ...(policy && { policy }), ...(today && { today }) };
  const open = (document: Example['baseline']) => openDocument(structuredClone(document), sha256);
  const found = diffDocuments(open(baseline), open(observed), options);
  return [...new Set(found.map(({ rule }) => rule))].sort();
}

describe('every rule of the table', () => {
  it('has two documents, but those that only a live look can give', () => {
    expect(examples.flatMap(([id, example]) => (example ? [] : [id]))).toEqual([]);
  });

  it.each(examples)('%s is given by its two documents, and nothing else is', (id, example) => {
    if (!example) return;
    expect(told(example)).toEqual([id, ...(example.besides ?? [])].sort());
  });

  it('is not given by a document and itself', () => {
    const both = examples.flatMap(([, example]) => (example ? [example.baseline, example.observed] : []));
    for (const document of both) expect(told({ baseline: document, observed: document })).toEqual([]);
  });
});
