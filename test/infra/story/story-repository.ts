import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The repository's own root. */
export const ROOT = join(import.meta.dirname, '../../..');

/**
 * A repository with the sample agreements, in a new folder, whose environments and webhooks answer where they are told
 * to. Nothing else differs from the samples.
 *
 * @param leads where an address of the samples leads; the longest that fits counts.
 */
export function createStoryRepository(leads: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-repository-'));
  for (const part of ['contracts', 'openapi'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  const longestFirst = [...leads].sort(([one], [other]) => other.length - one.length);
  const contracts = join(folder, 'contracts');
  for (const file of readdirSync(contracts, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('agreement.yaml')) continue;
    const place = join(contracts, file);
    const text = readFileSync(place, 'utf8');
    writeFileSync(
      place,
      longestFirst.reduce((written, [from, to]) => written.replaceAll(from, to), text),
    );
  }
  return folder;
}
