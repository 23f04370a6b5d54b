import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import type { JsonObject } from '../../src/core/json.ts';
import { diffDocuments } from '../../src/core/openapi/diff/diff-documents.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { corpusOrSay, readSeries } from './corpus.ts';
import { operationsIn } from './mutation-places.ts';
import { MUTATIONS, type Mutation } from './mutations.ts';
import { unpack } from './unpack.ts';

const corpus = corpusOrSay();
const folder = mkdtempSync(join(tmpdir(), 'forewarn-mutated-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const odd = corpus ? readdirSync(join(corpus, 'odd')).filter((file) => file !== 'index.json') : [];
const documents: [name: string, file: () => string][] = [
  ...odd.map((file): [string, () => string] => [file, () => unpackOdd(file)]),
  ...(corpus ? readSeries(corpus) : []).flatMap((series) =>
    series.versions.map((version): [string, () => string] => [
      `${series.name} ${version.file}`,
      () => unpack(series, version, join(folder, series.name)),
    ]),
  ),
];

const fitted = new Map<string, number>();

describe.skipIf(!corpus)('a document against a copy with one change', () => {
  it.each(documents)(
    '%s',
    async (_, file) => {
      const raw = await loadDocument(file(), { cwd: folder, refRoot: folder, fetchText: refuse });
      const told = MUTATIONS.flatMap((mutation) => outcome(raw, mutation));
      const wrong = told.filter(({ rules, rule }) => rules.join() !== (rule ?? ''));
      expect(wrong).toEqual([]);
      expect(told.length).toBeGreaterThan(1);
    },
    120_000,
  );

  it('each change found a place in some document', () => {
    console.log(MUTATIONS.map(({ name }) => `${name}: ${fitted.get(name) ?? 0} documents`).join('\n'));
    expect(MUTATIONS.filter(({ name }) => !fitted.has(name)).map(({ name }) => name)).toEqual([]);
  });
});

interface Outcome {
  name: string;
  rule: string | null;
  rules: string[];
  at: string[];
}

/** What is said about a change at the first operation that has a place for it; nothing where none has. */
function outcome(raw: JsonObject, { name, rule, apply }: Mutation): Outcome[] {
  for (const place of operationsIn(raw)) {
    const changed = apply(place);
    if (!changed) continue;
    fitted.set(name, (fitted.get(name) ?? 0) + 1);
    const open = (one: JsonObject) => openDocument(one, sha256, { unknown: 'kept' });
    const found = diffDocuments(open(raw), open(changed));
    return [
      {
        name,
        rule,
        rules: [...new Set(found.map((one) => one.rule))],
        at: [place.tokens.join(' '), ...found.slice(0, 3).map(({ subject }) => subject.location)],
      },
    ];
  }
  return [];
}

function unpackOdd(file: string): string {
  const bytes = readFileSync(join(corpus ?? '', 'odd', file));
  const document = join(folder, file.replace(/\.gz$/, ''));
  writeFileSync(document, file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  return document;
}

async function refuse(): Promise<string> {
  throw new Error('no document here refers to the web');
}
