import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { corpusOrSay, readSeries } from '../corpus/corpus.ts';
import { unpack } from '../corpus/unpack.ts';
import { emptyFolder, shell } from './run.ts';

const { tarball } = inject('installed');
const corpus = corpusOrSay();

/** What a newcomer brings: a partner's document, and an operation of it. */
const DOCUMENTS: [series: string, what: string, use: string][] = [
  ['sendgrid_swagger2', 'Swagger 2.0', 'GET /alerts'],
  ['museum_redocly', 'OpenAPI 3.1', 'getMuseumHours'],
  ['stripe', 'OpenAPI 3.0, 4 MB of YAML', 'GetCharges'],
  ['box', 'OpenAPI 3.0, 2 MB of JSON', 'get_files_id'],
  ['xero_bankfeeds', 'OpenAPI 3.0, small', 'getStatements'],
];

/** Longest time of one command that answers, in ms, on a machine that does other things too. */
const PATIENCE_MS = 30_000;

/** What was typed and what came back, with what differs between two days taken out. */
function transcribed(cwd: string) {
  const lines: string[] = [];
  const plain = (text: string) =>
    text
      .replaceAll(cwd, '~')
      .replace(/https?:\/\/[^\s,}]+/g, 'URL')
      .replace(/\d+\.\d+\.\d+(?=\n|$)/g, 'VERSION')
      .replace(/\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?/g, 'DATE')
      .replace(/\b\d+(\.\d+)? m?s\b/g, 'TIME');
  return {
    lines,
    /** Types one line; `most` lines of the answer are kept. */
    type(argv: readonly string[], most = 40) {
      const started = performance.now();
      const ran = shell('npx', ['--no-install', 'forewarn', ...argv], cwd);
      expect(performance.now() - started).toBeLessThan(PATIENCE_MS);
      const typed = argv.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
      const said = plain(ran.stdout + ran.stderr.replace(/^npm warn.*\n/gm, ''))
        .trimEnd()
        .split('\n');
      const rest = said.length - most;
      lines.push(`$ npx forewarn ${typed}`, ...said.slice(0, most));
      if (rest > 0) lines.push('...');
      lines.push(`(${ran.status})`, '');
      return ran;
    },
  };
}

describe.skipIf(corpus === null)('a newcomer, in an empty folder', () => {
  const series = new Map(readSeriesOf(corpus).map((one) => [one.name, one]));

  it.each(DOCUMENTS)('installs, begins with %s (%s), and has an answer', async (name, what, use) => {
    const one = series.get(name);
    const version = one?.versions.at(-1);
    if (!one || !version) throw new Error(`the corpus has no ${name}`);
    const cwd = emptyFolder();
    const from = unpack(one, version, emptyFolder());
    const document = `their${extname(from)}`;
    copyFileSync(from, join(cwd, document));
    installed(cwd);

    const transcript = transcribed(cwd);
    transcript.lines.push(`# ${what}`, '', '$ npm i -D forewarn', '');
    expect(transcript.type(['init', document], 4).status).toBe(2);
    expect(transcript.type(['init', document, '--use', use]).status).toBe(0);
    expect(transcript.type(['check', '--offline']).status).toBe(0);
    expect(existsSync(join(cwd, 'contracts', partnerIn(cwd), 'agreement.yaml'))).toBe(true);
    await expect(transcript.lines.join('\n')).toMatchFileSnapshot(`../golden/newcomer/${basename(name)}.txt`);
  });
});

/** The first of them installs by npm; to the others its node_modules is lent, since it is the same. */
let lent: string | null = null;

function installed(cwd: string): void {
  if (lent !== null) {
    cpSync(lent, join(cwd, 'node_modules'), { recursive: true, verbatimSymlinks: true });
    return;
  }
  expect(shell('npm', ['i', '-D', tarball], cwd).status).toBe(0);
  lent = join(inject('installed').project, 'node_modules');
  mkdirSync(lent, { recursive: true });
}

function partnerIn(cwd: string): string {
  return readdirSync(join(cwd, 'contracts')).find((name) => !name.endsWith('.yaml')) ?? '';
}

function readSeriesOf(folder: string | null) {
  return folder === null ? [] : readSeries(folder);
}
