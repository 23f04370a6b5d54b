import { dirname } from 'node:path';
import { loadDocument } from '../../adapters/files/load-document.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/hash.ts';
import { openDocument } from '../../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';

/**
 * Opens a document to emulate from a file or `git:REV:PATH`.
 *
 * @throws ForewarnError `not-found` or `input`; `usage` for a URL, which would be somebody else's API
 */
export async function openFile(location: string, cwd: string, sha256: Sha256): Promise<ApiDocument> {
  const refRoot = location.startsWith('git:') ? undefined : dirname(location);
  const raw = await loadDocument(location, {
    cwd,
    refRoot,
    fetchText: () => {
      throw new ForewarnError('usage', 'only a document in a file can be emulated', {
        fix: 'download it first, or name a file of your repository',
      });
    },
  });
  return openDocument(raw, sha256);
}
