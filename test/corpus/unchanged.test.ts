import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { NOTHING_UNCHANGED } from '../../src/core/openapi/diff/unchanged/unchanged.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { corpusOrSay, readSeries, type Version } from './corpus.ts';
import { unpack } from './unpack.ts';

const corpus = corpusOrSay();
const all = corpus ? readSeries(corpus) : [];

describe.skipIf(!corpus)(
  'each version against the one before, with and without a skip of what is unchanged',
  () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'forewarn-unchanged-'));
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(all)(
      '$name',
      async (series) => {
        const open = async (version: Version) => {
          const file = unpack(series, version, join(folder, series.name));
          const options = {
            cwd: folder,
            refRoot: join(folder, series.name),
            fetchText: () => Promise.reject(new Error('nothing is fetched')),
          };
          return openDocument(await loadDocument(file, options), sha256);
        };
        let before = await open(series.versions[0] as Version);
        for (const version of series.versions.slice(1)) {
          const after = await open(version);
          const skipping = JSON.stringify(diffDocuments(before, after));
          const thorough = JSON.stringify(diffDocuments(before, after, { unchanged: NOTHING_UNCHANGED }));
          // Texts of tens of megabytes: a difference of them would be no use printed.
          expect(skipping === thorough, version.file).toBe(true);
          before = after;
        }
      },
      180_000,
    );
  },
);
