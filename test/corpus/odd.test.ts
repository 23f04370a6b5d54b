import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/report/types.ts';
import { corpusOrSay } from './corpus.ts';
import { runDiff } from './run-diff.ts';

const corpus = corpusOrSay();
const odd = corpus ? join(corpus, 'odd') : '';
const oai = corpus ? join(corpus, 'conformance', 'oai') : '';
const files = corpus ? readdirSync(odd).filter((file) => file !== 'index.json') : [];
const documents = (verdict: string) =>
  corpus
    ? readdirSync(oai, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.yaml') && file.includes(`/${verdict}/`))
        .map((file) => relative(oai, join(oai, file)))
    : [];

/** References that lead nowhere, by document: what they stand for is not compared, and each is told in both. */
const BROKEN: Record<string, number> = { 'cloudflare.yaml.gz': 6 };

/** Odd documents with a part that is left out, by what is said of it. */
const LEFT_OUT: Record<string, RegExp> = {
  'pb33f_petstorev2-complete-modified.yaml':
    /^(?:forewarn: \S+:182:11: a parameter has a name and a place: it is left out\n){2}$/,
};

/** Documents that are wrong, by what is said of them. */
const WRONG: Record<string, RegExp> = {
  'unknown_container.yaml': /^forewarn: the document has no paths/,
  'no_containers.yaml': /^forewarn: the document has no paths/,
  'invalid_schema_types.yaml': /invalid_schema_types\.yaml:10:5: this is no schema: it is left out/,
  'servers.yaml': /servers\.yaml:9:1: servers are written as a list: it is left out/,
  'server_enum_empty.yaml': /server_enum_empty\.yaml:13:9: no value is allowed here/,
};

/** Documents that are wrong where nothing is compared, and that are read as they are. */
const HARMLESS: Record<string, string> = {
  'example-object-old-exclusions.yaml': 'examples are not compared',
  'example-object-ser-exclusions.yaml': 'examples are not compared',
  'xml-attr-exclusion.yaml': 'how XML is written is not compared',
  'parameter-object-cookie-form-allowReserved.yaml': 'in a component that no operation refers to',
  'parameter-object-header-allowReserved.yaml': 'in a component that no operation refers to',
  'parameter-object-cookie-allowReserved.yaml': 'in a component that no operation refers to',
  'parameter-object-header-name.yaml': 'in a component that no operation refers to',
  'parameter-object-querystring-not-with-schema.yaml': 'in a component that no operation refers to',
  'media-type-enc-prefix-exclusion.yaml': 'in a component that no operation refers to',
  'operation-object-query-with-querystring.yaml': 'in a component that no path refers to',
  'operation-object-two-querystrings.yaml': 'in a component that no path refers to',
  'path-item-object-query-with-querystring.yaml': 'in a component that no path refers to',
  'header-object-name.yaml': 'a header is compared under whatever name it is given',
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
      expect(run.err).toMatch(LEFT_OUT[file] ?? /^$/);
      expect(run.exit).toBe(0);
      const { findings, notVerified } = JSON.parse(run.out) as Report;
      expect(findings).toEqual([]);
      expect(notVerified).toHaveLength(BROKEN[file] ?? 0);
      for (const { detail } of notVerified) expect(detail).toMatch(/a reference leads nowhere/);
    },
    90_000,
  );
});

describe.skipIf(!corpus)('documents of the specification against themselves', () => {
  it.each(documents('pass'))('%s is read', async (file) => {
    const document = join(oai, file);
    const run = await runDiff([document, document, '--format', 'json']);
    expect(run.err).toBe('');
    expect(run.exit).toBe(0);
    expect(JSON.parse(run.out)).toMatchObject({ findings: [], notVerified: [] });
  });

  it.each(documents('fail'))('%s is refused, or what is wrong is told', async (file) => {
    const document = join(oai, file);
    const name = file.split('/').at(-1) ?? '';
    const run = await runDiff([document, document, '--format', 'json']);
    expect(run.err).not.toMatch(/\n\s+at \S+ \(/);
    if (HARMLESS[name]) expect(run.err).toBe('');
    else expect(run.err).toMatch(WRONG[name] ?? 'nothing is known of this document');
    if (run.exit === 0) expect(JSON.parse(run.out)).toMatchObject({ findings: [] });
    else expect(run.exit).toBe(2);
  });
});
