import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySamples } from '../../samples/copy-samples.ts';

/** The repository's own root. */
export const ROOT = join(import.meta.dirname, '../../..');

/** The samples of this story: used by pacts and by `uses`, with documents of two kinds. */
export const STORY_PARTNERS: readonly string[] = ['acme-pay', 'city-geo', 'civic-id'];

/**
 * A repository with these samples and the journeys over them, in a new folder, whose environments and webhooks answer
 * where they are told to. Nothing else differs from the samples.
 *
 * @param leads where an address of the samples leads; the longest that fits counts.
 */
export function createStoryRepository(leads: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-repository-'));
  copySamples(folder, STORY_PARTNERS);
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
