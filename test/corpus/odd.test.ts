import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/types.ts';
import { corpusOrSay } from './corpus.ts';
import { runDiff } from './run-diff.ts';

const corpus = corpusOrSay();
const odd = corpus ? join(corpus, 'odd') : '';
const files = corpus ? readdirSync(odd).filter((file) => file !== 'index.json') : [];

/** Documents that are wrong in themselves: refused, and why. */
const REFUSED: Record<string, RegExp> = {
  'cloudflare.yaml.gz': /the reference at #\/paths\/\S+ leads nowhere in the document/,
};

describe.skipIf(!corpus)('each odd document against itself', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'forewarn-odd-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(files)(
    '%s',
    async (file) => {
      const document = join(folder, file.replace(/\.gz$/, ''));
      if (file.endsWith('.gz')) writeFileSync(document, gunzipSync(readFileSync(join(odd, file))));
      else copyFileSync(join(odd, file), document);
      const run = await runDiff([document, document, '--format', 'json']);
      console.log(`${file.padEnd(50)} exit ${run.exit} ${run.ms} ms ${run.megabytes} MB`);
      const refusal = REFUSED[file];
      if (refusal) {
        expect(run.exit).toBe(2);
        expect(run.err).toMatch(refusal);
        expect(run.err).not.toMatch(/\n\s+at \S+ \(/);
      } else {
        expect(run.err).toBe('');
        expect(run.exit).toBe(0);
        expect((JSON.parse(run.out) as Report).findings).toEqual([]);
      }
    },
    90_000,
  );
});
