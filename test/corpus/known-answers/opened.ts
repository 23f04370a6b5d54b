import { sha256 } from '../../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../../src/adapters/files/load-document.ts';
import type { Difference } from '../../../src/core/drift/difference.ts';
import { diffDocuments } from '../../../src/core/openapi/diff/diff-documents.ts';
import type { DiffPolicy } from '../../../src/core/openapi/diff/policy.ts';
import { openDocument } from '../../../src/core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../../src/core/openapi/document/types.ts';
import { createProver } from '../../../src/core/openapi/witness/prove.ts';
import { effectOf } from '../../../src/core/usage/effect.ts';
import { usageOf } from '../../../src/core/usage/usage-of.ts';

/** Opens a document of the corpus; nothing outside of its folder is read. */
export async function opened(location: string): Promise<ApiDocument> {
  const fetchText = (url: string) => Promise.reject(new Error(`not read: ${url}`));
  return openDocument(await loadDocument(location, { cwd: '/', fetchText }), sha256);
}

/** Whether a difference may hurt somebody who uses every operation of a document. */
export function hurtsWhoUsesAll(baseline: ApiDocument): (difference: Difference) => boolean {
  const uses = baseline.operations.map(({ method, path }) => ({
    operation: `${method} ${path}`,
    with: {},
    fields: [],
  }));
  const usage = usageOf(baseline, [], uses);
  return (difference) => ['may-break', 'breaks'].includes(effectOf(difference, usage).effect);
}

/** What differs between two documents of the corpus, on a fixed day. */
export async function differencesOf(
  before: string,
  after: string,
  policy: DiffPolicy = {},
): Promise<Difference[]> {
  const [baseline, observed] = [await opened(before), await opened(after)];
  return diffDocuments(baseline, observed, {
    today: '2026-11-22',
    policy,
    prove: createProver(baseline, observed),
  });
}
