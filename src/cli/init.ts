import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { findContracts } from '../adapters/files/find-contracts.ts';
import { historyOfDocument } from '../adapters/files/history-of-document.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { shown } from '../adapters/files/problems.ts';
import {
  awaitedBaseline,
  nameOfUs,
  partnerFiles,
  readServed,
  type ServedDocument,
  schemaLine,
  writeNew,
} from '../adapters/files/write-agreement.ts';
import { createFetchText } from '../adapters/http/fetch-text.ts';
import { draftAgreement, partnerFromTitle } from '../core/agreement/draft-agreement.ts';
import type { Agreement } from '../core/agreement/types.ts';
import { isUrl } from '../core/agreement/values.ts';
import { ForewarnError } from '../core/errors.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { costLines } from './init-cost.ts';
import { showLastYear } from './init-history.ts';
import { type FirstPact, firstPact, pactFile } from './init-pact.ts';
import { chooseUses, operationLines, withWords } from './init-uses.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };

interface Options {
  use?: string[];
  find?: string[];
  pact?: boolean;
  partner?: string;
  dir?: string;
  allowPrivate?: boolean;
  history: boolean;
}

/** `init URL|FILE|DIR|git:PATH`: a first agreement and its baseline, from the partner's document. */
export function registerInit(program: Command, io: CliIo): void {
  program
    .command('init')
    .description('Write a first agreement with a partner, and its baseline')
    .argument(
      '<document>',
      "URL or file of the partner's OpenAPI document, a folder of its versions, or git:PATH",
    )
    .option('--use <operation...>', 'operations that you use: operationId or "METHOD /path"')
    .option('--find <word...>', 'list the operations that have these words, and write nothing')
    .option('--pact', "propose a first pact from the document's examples (default: ask at a terminal)")
    .option('--no-pact', 'propose none: every field of the operations counts')
    .option('--partner <name>', 'name of the partner (default: from the title of the document)')
    .option('--dir <dir>', 'folder that gets contracts/ and openapi/ (default: that of contracts/, or here)')
    .option('--no-history', 'leave out what the last year would have told')
    .option('--allow-private', 'let the URL be a loopback or private address')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn init https://api.acme-pay.example/openapi.json\n  forewarn init openapi.yaml --find refund\n  forewarn init https://api.acme-pay.example/openapi.json --use createCharge "GET /v1/charges/{id}" --pact\n\nAt a terminal the operations are listed to choose from where --use names none. Nothing that is there is overwritten.',
    )
    .action((location: string, options: Options) => init(location, options, io));
}

async function init(named: string, options: Options, io: CliIo): Promise<void> {
  const found = await historyOfDocument(named, io.cwd);
  const location = found.document;
  const dir = options.dir === undefined ? nearestDir(io.cwd) : resolve(io.cwd, options.dir);
  const fetchText = createFetchText({
    ...LIMITS,
    allowPrivate: options.allowPrivate === true,
    env: io.env,
  });
  const served = await readServed(location, { cwd: io.cwd, fetchText });
  const document = opened(served.raw, location);
  if (options.find) {
    listFound(document, options.find, io);
    return;
  }
  const partner = partnerNamed(options, document);
  const awaited = awaitedBaseline(dir, partner, served.extension);
  if (awaited !== null) {
    writeNew(awaited, served.text);
    io.out(`Wrote the baseline ${shown(awaited, io.cwd)}\n`);
    loadAgreements({ cwd: dir, contracts: 'contracts', sha256 });
    return;
  }
  const we = nameOfUs(dir);
  refuseExisting(dir, partner, we, io.cwd);
  const uses = await chooseUses(document, options.use ?? [], io);
  const pact = await firstPact(document, uses, { wanted: options.pact, consumer: we, provider: partner }, io);
  const draft = draftAgreement({
    document,
    partner,
    published: isUrl(location) ? location : null,
    servers: serversOf(document, location),
    uses,
    inPact: pact?.operations ?? [],
  });
  write(dir, partner, served, draft.yaml, io);
  if (pact) writePact(pactFile(dir, partner, we), pact, io);
  const missing = draft.secrets.filter((secret) => !io.env[secret.variable]);
  if (missing.length > 0) {
    io.out('\nSecrets that are missing, as environment variables:\n');
    for (const { variable, holds } of missing) io.out(`  ${variable}   ${holds}\n`);
  }
  const { agreements } = loadAgreements({ cwd: dir, contracts: 'contracts', sha256 });
  const agreement = agreements.find((one) => one.partner === partner) as Agreement;
  const costs = costLines(agreement, document, { uses, inPact: pact?.operations ?? [] });
  io.out(`\nWhat looking costs them\n${indented(costs)}`);
  if (options.history) await showLastYear(found, uses, io);
  io.out(`\nNext: forewarn check ${partner}${options.allowPrivate ? ' --allow-private' : ''}\n`);
}

/** @throws ForewarnError `usage` where neither the document nor the command line names the partner. */
function partnerNamed(options: Options, document: ApiDocument): string {
  const partner = options.partner ?? partnerFromTitle(document.title);
  if (partner !== null && /^[a-z][a-z0-9-]{0,29}$/.test(partner)) return partner;
  throw new ForewarnError(
    'usage',
    partner === null
      ? 'the document has no title to name the partner by'
      : '--partner must be 1 to 30 lower-case letters, digits and `-`, beginning with a letter',
    { fix: 'name the partner with --partner NAME' },
  );
}

/** @throws ForewarnError `not-found` where no operation has the words. */
function listFound(document: ApiDocument, words: readonly string[], io: CliIo): void {
  const found = withWords(document, words);
  if (found.length === 0)
    throw new ForewarnError('not-found', `no operation of the document has the words ${words.join(' ')}`, {
      fix: 'look for fewer words, or for parts of words',
    });
  io.out(`${operationLines(document, found).join('\n')}\n`);
}

function writePact(file: string, { text, left, records }: FirstPact, io: CliIo): void {
  writeNew(file, text);
  io.out(
    `Wrote a first pact ${shown(file, io.cwd)}: proposed from the document, so take out what you do not read\n`,
  );
  if (records.length > 0)
    io.out(`Put a record of yours in the place of the document's example:\n${indented(records)}`);
  if (left.length > 0) io.out(`Not in it, and under \`uses\`:\n${indented(left)}`);
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}\n`).join('');
}

function opened(raw: ServedDocument['raw'], location: string): ApiDocument {
  try {
    return openDocument(raw, sha256);
  } catch (error) {
    throw placed(error, location);
  }
}

/** A server may be told from where the document lies; none at all stands for `/` there (OpenAPI, Server Object). */
function serversOf({ servers }: ApiDocument, location: string): string[] {
  if (!isUrl(location)) return servers;
  const told = servers.length > 0 ? servers : ['/'];
  return told.map((server) =>
    server.includes('{') ? server : (URL.parse(server, location)?.href ?? server),
  );
}

function write(dir: string, partner: string, served: ServedDocument, yaml: string, io: CliIo): void {
  const files = partnerFiles(dir, partner);
  const baseline = files.baseline(served.extension);
  writeNew(baseline, served.text);
  writeNew(files.agreement, `${schemaLine(files.agreement)}${yaml}`);
  io.out(`Wrote the agreement ${shown(files.agreement, io.cwd)}\n\n${yaml.replace(/^/gm, '  ').trimEnd()}\n`);
  io.out(`\nWrote the baseline ${shown(baseline, io.cwd)}: what both sides agreed on, as served today\n`);
}

/** Checked before anything is written, so that a refusal leaves no half of it behind. */
function refuseExisting(dir: string, partner: string, we: string, cwd: string): void {
  const files = partnerFiles(dir, partner);
  const pact = pactFile(dir, partner, we);
  for (const file of [files.agreement, files.baseline('yaml'), files.baseline('json'), pact])
    if (existsSync(file))
      throw new ForewarnError('usage', `${shown(file, cwd)} is there already and is not overwritten`, {
        fix: 'name another partner with --partner NAME, or another folder with --dir DIR',
      });
}

function nearestDir(cwd: string): string {
  try {
    return dirname(findContracts(cwd));
  } catch {
    return cwd;
  }
}
