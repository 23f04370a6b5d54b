import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../../src/adapters/crypto/sha256.ts';
import { loadDocument } from '../../src/adapters/files/load-document.ts';
import type { ExitCode } from '../../src/cli/io.ts';
import { run } from '../../src/cli/run.ts';
import { openDocument } from '../../src/core/openapi/document/open-document.ts';
import type { ApiDocument, Operation } from '../../src/core/openapi/document/types.ts';
import { startEmulator } from '../../src/local/emulator/start-emulator.ts';
import { corpusOrSay, readSeries, type Series, type Version } from './corpus.ts';
import { unpack } from './unpack.ts';

const corpus = corpusOrSay();

/** A beginning with each kind of document that partners publish: with the fewest bytes of it, and how much of what is used has to be called. */
const DOCUMENTS: [series: string, what: string, bytes: number, least: number][] = [
  ['sendgrid_swagger2', 'Swagger 2.0', 0, 8],
  ['museum_redocly', 'OpenAPI 3.1', 0, 6],
  ['stripe', 'several MB of YAML', 3_000_000, 3],
  ['box', 'several MB of JSON', 1_000_000, 6],
  ['digitalocean_multifile', 'split in files', 0, 9],
];
/** Reads and writes that somebody may begin with. */
const READS = 8;
const WRITES = 3;

describe.skipIf(corpus === null)('init with documents of partners', () => {
  const all = corpus === null ? [] : readSeries(corpus);

  it.each(DOCUMENTS)('%s (%s): a first pact that their document keeps', async (name, _what, bytes, least) => {
    const series = all.find((one) => one.name === name);
    if (!series) throw new Error(`the corpus has no ${name}`);
    const begun = await begin(series);
    expect(begun.bytes).toBeGreaterThan(bytes);
    const emulator = await startEmulator({ document: begun.document, credentials: null });
    onTestFinished(() => emulator.close());
    const file = join(begun.cwd, 'contracts/theirs/agreement.yaml');
    const text = readFileSync(file, 'utf8').replace(/\nenvironments:[\s\S]*$/, '\n');
    writeFileSync(
      file,
      `${text}limits: { requests-per-second: 100 }\nenvironments: { sandbox: { url: ${emulator.url}, mode: full } }\n`,
    );
    const looked = await cli(begun.cwd, ['check', '--allow-private', '--format', 'json']);
    const report = JSON.parse(looked.out);
    expect(report.findings).toEqual([]);
    // The record of an example need not be there; everything else answers as the pact asks.
    const unseen = report.notVerified as { interaction: string | null; operation: string }[];
    expect(unseen.filter((one) => one.interaction !== null && !one.operation.includes('{}'))).toEqual([]);
    expect(report.checks[0].coverage.exercised).toBeGreaterThanOrEqual(least);
  });

  it.each(all.filter((one) => !DOCUMENTS.some(([name]) => one.name === name) && staysInFolder(one)))(
    '$name: a first pact that fits their document',
    async (series) => {
      await begin(series);
    },
  );
});

/** What refers to files above its own folder is refused, as a document of a stranger's has to be. */
function staysInFolder({ versions }: Series): boolean {
  return !Object.keys(versions.at(-1)?.external_refs ?? {}).some((reference) => reference.startsWith('..'));
}

/** `init` with a first pact for some operations of the newest version, and a check without a call. */
async function begin(series: Series): Promise<{ cwd: string; document: ApiDocument; bytes: number }> {
  const version = series.versions.at(-1) as Version;
  const from = unpack(series, version, newFolder());
  const cwd = newFolder();
  cpSync(dirname(from), cwd, { recursive: true });
  const document = await opened(join(cwd, basename(from)));
  const uses = chosen(document.operations);
  const begun = await cli(cwd, ['init', basename(from), '--partner', 'theirs', '--pact', '--use', ...uses]);
  expect(begun.code).toBe(0);
  expect(begun.err).toMatch(/^$|^No pact can be proposed/);
  const checked = await cli(cwd, ['check', '--offline', '--format', 'json']);
  expect({ code: checked.code, verdict: JSON.parse(checked.out).verdict }).toEqual({
    code: 0,
    verdict: 'agrees',
  });
  return { cwd, document, bytes: statSync(from).size };
}

function chosen(operations: readonly Operation[]): string[] {
  const live = operations.filter(({ deprecated }) => !deprecated);
  const reads = live.filter(({ method }) => method === 'GET').slice(0, READS);
  const writes = live.filter(({ method }) => method === 'POST').slice(0, WRITES);
  return [...reads, ...writes].map(({ method, path }) => `${method} ${path}`);
}

async function opened(file: string): Promise<ApiDocument> {
  const refuse = () => Promise.reject(new Error('nothing is read from the web'));
  return openDocument(await loadDocument(file, { cwd: dirname(file), fetchText: refuse }), sha256);
}

async function cli(cwd: string, argv: string[]) {
  const result = { code: 0 as ExitCode, out: '', err: '', ms: 0 };
  const started = performance.now();
  await run(argv, {
    out: (text) => {
      result.out += text;
    },
    err: (text) => {
      result.err += text;
    },
    cwd,
    env: { FOREWARN_HOME: join(cwd, '.home') },
    colour: false,
    setExit: (code) => {
      result.code = code;
    },
    signal: new AbortController().signal,
  });
  result.ms = Math.round(performance.now() - started);
  return result;
}

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forewarn-init-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
