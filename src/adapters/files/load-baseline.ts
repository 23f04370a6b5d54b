import type { Agreement } from '../../core/agreement/types.ts';
import { ForewarnError } from '../../core/errors.ts';
import type { Sha256 } from '../../core/hash.ts';
import { openDocument } from '../../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../../core/openapi/document/types.ts';
import { loadDocument } from './load-document.ts';

/**
 * Reads the document that was agreed with a partner.
 *
 * @throws ForewarnError where it cannot be read, or is no file.
 */
export async function loadBaseline(
  { openapi }: Pick<Agreement, 'openapi'>,
  cwd: string,
  sha256: Sha256,
): Promise<ApiDocument> {
  return openDocument(await loadDocument(openapi.baseline, { cwd, fetchText: refuseUrl }), sha256);
}

async function refuseUrl(url: string): Promise<string> {
  throw new ForewarnError('config', `the baseline is a file that both sides agreed on, not ${url}`, {
    fix: 'forewarn init URL writes it',
  });
}
