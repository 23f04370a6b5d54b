import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeptFits } from '../../app/ports.ts';
import { pactFits } from '../../core/pact/parse-fit.ts';
import { keys } from './keys.ts';
import { getItem, putItem } from './one-item.ts';
import { keyItem, type Table } from './table.ts';

/** How long fits are kept: a changed pact or document leaves the old ones behind. */
const KEPT_MS = 40 * 86_400_000;

/** Fits that are larger than this, compressed, are computed each time: an item holds 400 KB. */
const MOST_BYTES = 350_000;

/** Most that kept fits may unfold to, in bytes. */
const UNFOLDED_BYTES = 64 * 1024 * 1024;

/**
 * Fits in DynamoDB, as run data: the table forgets them in time, and what is lost is computed again.
 *
 * @param build digest of the code that computes them: another build reads none of them.
 */
export function createFitStore(table: Table, build: string, now: () => Date): KeptFits {
  return {
    async read(digest) {
      const folded = (await getItem(table, keys.fits(`${build}#${digest}`)))?.fits?.B;
      if (!folded) return null;
      const text = gunzipSync(folded, { maxOutputLength: UNFOLDED_BYTES }).toString('utf8');
      return pactFits.safeParse(JSON.parse(text)).data ?? null;
    },
    async write(digest, fits) {
      const folded = gzipSync(JSON.stringify(fits));
      if (folded.length > MOST_BYTES) return;
      await putItem(table, {
        ...keyItem(keys.fits(`${build}#${digest}`)),
        fits: { B: folded },
        ttl: { N: String(Math.floor((now().getTime() + KEPT_MS) / 1000)) },
      });
    },
  };
}
