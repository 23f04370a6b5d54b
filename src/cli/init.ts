import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { findContracts, loadAgreements } from '../adapters/files/load-agreements.ts';
import { shown } from '../adapters/files/problems.ts';
import {
  awaitedBaseline,
  partnerFiles,
  readServed,
  type ServedDocument,
  writeNew,
} from '../adapters/files/write-agreement.ts';
import { createFetchText } from '../adapters/http/fetch-text.ts';
import { draftAgreement, partnerFromTitle } from '../core/agreement/draft-agreement.ts';
import { isUrl } from '../core/agreement/values.ts';
import { ForewarnError } from '../core/errors.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { chooseUses } from './init-uses.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };

interface Options {
  use?: string[];
  partner?: string;
  dir?: string;
  allowPrivate?: boolean;
}

/** `init URL|FILE`: a first agreement and its baseline, from the partner's document. */
export function registerInit(program: Command, io: CliIo): void {
  program
    .command('init')
    .description('Write a first agreement with a partner, and its baseline')
    .argument('<document>', "URL or file of the partner's OpenAPI document")
    .option('--use <operation...>', 'operations that you use: operationId or "METHOD /path"')
    .option('--partner <name>', 'name of the partner (default: from the title of the document)')
    .option('--dir <dir>', 'folder that gets contracts/ and openapi/ (default: that of contracts/, or here)')
    .option('--allow-private', 'let the URL be a loopback or private address')
    .addHelpText(
      'after',
      '\nExample:\n  forewarn init https://api.acme-pay.example/openapi.json --use createCharge "GET /v1/charges/{id}"',
    )
    .action((location: string, options: Options) => init(location, options, io));
}

async function init(location: string, options: Options, io: CliIo): Promise<void> {
  const dir = options.dir === undefined ? nearestDir(io.cwd) : resolve(io.cwd, options.dir);
  const fetchText = createFetchText({ ...LIMITS, allowPrivate: options.allowPrivate === true });
  const served = await readServed(location, { cwd: io.cwd, fetchText });
  const document = opened(served.raw, location);
  const partner = options.partner ?? partnerFromTitle(document.title);
  if (partner === null || !/^[a-z][a-z0-9-]{0,29}$/.test(partner))
    throw new ForewarnError(
      'usage',
      partner === null
        ? 'the document has no title to name the partner by'
        : '--partner must be 1 to 30 lower-case letters, digits and `-`, beginning with a letter',
      {
        fix: 'name the partner with --partner NAME',
      },
    );
  const awaited = awaitedBaseline(dir, partner, served.extension);
  if (awaited !== null) {
    writeNew(awaited, served.text);
    io.out(`Wrote the baseline ${shown(awaited, io.cwd)}\n`);
    loadAgreements({ cwd: dir, contracts: 'contracts', sha256 });
    return;
  }
  refuseExisting(dir, partner, io.cwd);
  const uses = chooseUses(document, options.use ?? []);
  const draft = draftAgreement({
    document,
    partner,
    published: isUrl(location) ? location : null,
    servers: serversOf(document, location),
    uses,
  });
  write(dir, partner, served, draft.yaml, io);
  const missing = draft.secrets.filter((secret) => !io.env[secret.variable]);
  if (missing.length > 0) {
    io.out('\nSecrets that are missing, as environment variables:\n');
    for (const { variable, holds } of missing) io.out(`  ${variable}   ${holds}\n`);
  }
  io.out(`\nNext: forewarn check ${partner}${options.allowPrivate ? ' --allow-private' : ''}\n`);
  loadAgreements({ cwd: dir, contracts: 'contracts', sha256 });
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
  writeNew(files.agreement, yaml);
  io.out(`Wrote the agreement ${shown(files.agreement, io.cwd)}\n\n${yaml.replace(/^/gm, '  ').trimEnd()}\n`);
  io.out(`\nWrote the baseline ${shown(baseline, io.cwd)}: what both sides agreed on, as served today\n`);
}

/** Checked before anything is written, so that a refusal leaves no half of it behind. */
function refuseExisting(dir: string, partner: string, cwd: string): void {
  const files = partnerFiles(dir, partner);
  for (const file of [files.agreement, files.baseline('yaml'), files.baseline('json')])
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
