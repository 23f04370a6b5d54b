import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { corpusOrSay, readSeries } from '../../test/corpus/corpus.ts';
import { unpack } from '../../test/corpus/unpack.ts';

/** Two versions of a large document, as YAML and as JSON. */
export interface LargePair {
  yaml: [string, string];
  json: [string, string];
}

/** The documents that the promises are about. */
export interface LargeDocuments {
  /** Two years of changes. */
  far: LargePair;
  /** Three bytes differ. */
  near: LargePair;
}

/** Lays the documents out in a folder; null, after saying so, where there is no corpus. */
export function largeDocuments(folder: string): LargeDocuments | null {
  const corpus = corpusOrSay();
  const series = corpus ? readSeries(corpus).find(({ name }) => name === 'stripe') : undefined;
  if (!series) return null;
  const [old, next, nearly] = series.versions
    .filter(({ file }) => /_(2021-09|2023-09)-/.test(file))
    .map((version, index) => {
      const yaml = unpack(series, version, folder);
      return [yaml, asJsonFile(yaml, join(folder, `${index}.json`))] as const;
    });
  if (!old || !next || !nearly) return null;
  const pair = (a: readonly [string, string], b: readonly [string, string]): LargePair => ({
    yaml: [a[0], b[0]],
    json: [a[1], b[1]],
  });
  return { far: pair(old, next), near: pair(next, nearly) };
}

function asJsonFile(yaml: string, file: string): string {
  writeFileSync(file, JSON.stringify(load(readFileSync(yaml, 'utf8'))));
  return file;
}
