import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { createAjvValidators } from '../../src/adapters/judge/ajv-validators.ts';
import { createConformance } from '../../src/core/exchange/conform.ts';
import type { Exchange } from '../../src/core/exchange/types.ts';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import { corpusOrSay, readSeries } from '../../test/corpus/corpus.ts';
import { unpack } from '../../test/corpus/unpack.ts';
import { spread } from '../diff/in-turn.ts';
import { spreadOf } from '../measure/cold-start.ts';
import type { Target } from '../promises/target.ts';

const BYTES = 13_000_000;
const MOST_MS = 150;

/** Operations that are each the first one of a document to be judged. */
const OPERATIONS = 9;

/** One operation of a document of 13 MB: opened, its schemas compiled, its first answer judged. */
export function coldTarget(): Target | null {
  const large = largeDocument();
  if (!large) return null;
  const { text, paths } = large;
  const times = paths.map((path) => {
    const raw = JSON.parse(text) as JsonObject;
    // A title of its own: nothing is known of it, but what was compiled for another.
    raw.info = { title: path, version: '1' };
    const started = performance.now();
    const document = openDocument(raw, sha256);
    const result = createConformance(document, createAjvValidators(document)).conform(answerTo(path));
    const took = performance.now() - started;
    if (!result.operation) throw new Error(`not judged: ${path}`);
    return took;
  });
  return {
    what: `the first answer of one operation of ${(text.length / 1e6).toFixed(0)} MB, after parsing`,
    target: `<= ${MOST_MS} ms`,
    figure: `${spread(times)} ms`,
    met: spreadOf(times).median <= MOST_MS,
  };
}

/** A large document of the corpus, with its schemas and paths as often as they make 13 MB. */
function largeDocument(): { text: string; paths: string[] } | null {
  const corpus = corpusOrSay();
  const series = corpus ? readSeries(corpus).find(({ name }) => name === 'stripe') : undefined;
  const version = series?.versions.at(-1);
  if (!series || !version) return null;
  const folder = mkdtempSync(join(tmpdir(), 'forewarn-bench-'));
  try {
    const raw = load(readFileSync(unpack(series, version, folder), 'utf8')) as JsonObject;
    const once = JSON.stringify(raw);
    const copies = Array.from({ length: Math.ceil(BYTES / once.length) }, (_, index) => copyOf(once, index));
    const merged: JsonObject = {
      ...raw,
      paths: {},
      components: { ...(raw.components as JsonObject), schemas: {} },
    };
    for (const { paths, components } of copies) {
      Object.assign(merged.paths as JsonObject, paths);
      Object.assign(
        (merged.components as JsonObject).schemas as JsonObject,
        (components as JsonObject).schemas,
      );
    }
    const plain = Object.keys(raw.paths as JsonObject).filter((path) => !path.includes('{'));
    const read = plain.filter((path) =>
      isObject(((raw.paths as JsonObject)[path] as JsonObject).get as Json),
    );
    const step = Math.max(1, Math.floor(read.length / OPERATIONS));
    const paths = read.filter((_, index) => index % step === 0).slice(0, OPERATIONS);
    return { text: JSON.stringify(merged), paths: paths.map((path) => `/copy0${path}`) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyOf(text: string, index: number): JsonObject {
  const renamed = JSON.parse(
    text.replaceAll('#/components/schemas/', `#/components/schemas/copy${index}_`),
  ) as JsonObject & { paths: JsonObject; components: { schemas: JsonObject } };
  const named = (members: JsonObject, prefix: string) =>
    Object.fromEntries(Object.entries(members).map(([name, value]) => [prefix + name, value]));
  renamed.paths = named(renamed.paths, `/copy${index}`);
  renamed.components.schemas = named(renamed.components.schemas, `copy${index}_`);
  return renamed;
}

/** An answer that goes through the schema of a list and of its elements, which lack most of what is required. */
function answerTo(path: string): Exchange {
  const element = { id: 'x', created: 1, livemode: false, metadata: {} };
  return {
    id: 0,
    purpose: 'use',
    interaction: null,
    use: null,
    request: { method: 'GET', path, query: '', headers: {} },
    response: {
      status: 200,
      headers: {},
      media: 'application/json',
      unreadable: false,
      body: { ...element, object: 'list', data: [element], has_more: false, url: path },
    },
    failure: null,
    ms: 1,
  };
}
