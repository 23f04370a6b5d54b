import { once } from 'node:events';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { ForewarnError } from '../core/errors.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { type Disturbed, driftOf, faultOf, modeList } from '../local/disturb/disturb-partner.ts';
import { behaviourOf } from '../local/emulator/partners/behaviours.ts';
import { startEmulator } from '../local/emulator/start-emulator.ts';
import { chooseEmulation, type EmulateOptions, type Emulation } from './emulate-choice.ts';
import type { CliIo } from './io.ts';

/** `emulate [PARTNER]`: a partner's API on loopback, made from its document, until Ctrl-C. */
export function registerEmulate(program: Command, io: CliIo): void {
  program
    .command('emulate')
    .description("Serve a partner's API on this machine, made from its document")
    .argument('[partner]', 'partner of an agreement; with --document, any name')
    .option(
      '--env <environment>',
      'environment whose version and credentials are taken, ours that they use too: ours:NAME (default: the first)',
    )
    .option('--document <file>', 'document to emulate in place of the agreed one; needs no agreement')
    .option(
      '--as-of <day>',
      'as its known changes, and a plan.yaml beside the agreement, say it will be on this day (ISO date, or days from today)',
    )
    .option('--state <dir>', 'with --as-of, data folder whose known changes count, too')
    .option('--allow-private', 'with --as-of, their document may be at a loopback or private address')
    .option('--fault <name>', 'fail in this way at every operation; `list` says which ways there are')
    .option(
      '--drift <name>',
      'one operation is changed in this way, unannounced; `list` says which ways there are',
    )
    .option('--at <operation>', 'with --fault or --drift, at this operation alone')
    .option('--port <number>', 'port on 127.0.0.1 (default: any free one)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn emulate acme-pay --env sandbox\n  forewarn emulate --document openapi/city-geo.yaml --port 8080\n  forewarn emulate acme-pay --as-of 2027-01-01\n  forewarn emulate acme-pay --fault 503-without-retry-after\n  forewarn emulate acme-pay --drift a-field-removed --at getCharge',
    )
    .action((partner: string | undefined, options: EmulateOptions) => emulate(partner, options, io));
}

async function emulate(partner: string | undefined, options: EmulateOptions, io: CliIo): Promise<void> {
  const port = portOf(options.port);
  for (const kind of ['fault', 'drift'] as const)
    if (options[kind] === 'list') return io.out(`${modeList(kind).join('\n')}\n`);
  const chosen = await chooseEmulation(partner, options, io, sha256);
  const disturbed = disturbedBy(options, chosen.document);
  const emulator = await startEmulator({
    disturbed,
    document: chosen.document,
    answers: chosen.answers,
    behaviour: behaviourOf(chosen.rules),
    credentials: chosen.credentials,
    port,
    headers: chosen.headers,
    missing: chosen.missing ?? null,
    log: (method, path, status) => io.err(`${status} ${method} ${printable(path)}\n`),
  }).catch((error: NodeJS.ErrnoException) => {
    throw new ForewarnError(
      'usage',
      `port ${port} of 127.0.0.1 cannot be used (${error.code ?? 'unknown'})`,
      {
        fix: 'name another with --port, or leave it out',
        cause: error,
      },
    );
  });
  const url = disturbed?.url?.(emulator.url) ?? emulator.url;
  io.out(greeting(chosen, url, disturbed));
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await emulator.close();
}

/**
 * What the options want to be so at the partner.
 *
 * @throws ForewarnError `usage` for what is not known, or does not go together
 */
function disturbedBy({ fault, drift, at }: EmulateOptions, document: ApiDocument): Disturbed | null {
  if (fault !== undefined && drift !== undefined)
    throw new ForewarnError('usage', '--fault and --drift do not go together');
  if (fault !== undefined) return faultOf(fault, document, at);
  if (drift !== undefined) return driftOf(drift, document, at);
  if (at === undefined) return null;
  throw new ForewarnError('usage', '--at goes with --fault or --drift');
}

function greeting(
  { document, credentials, variable, secret, name, asOf }: Emulation,
  url: string,
  disturbed: Disturbed | null,
): string {
  const count = document.operations.length;
  const title = [printable(document.title), printable(document.docVersion)].filter(Boolean).join(' ');
  const lines = [
    `${name} is emulated at ${url}`,
    `  document     ${title}, ${count} operation${count === 1 ? '' : 's'}, at ${url}/openapi.json`,
  ];
  if (disturbed)
    lines.push(
      `  disturbed    ${disturbed.name}, at ${disturbed.at?.join(', ') ?? 'every operation that it can be at'}; told as: ${disturbed.told}`,
    );
  if (credentials === null) lines.push('  credentials  none needed');
  else if ('token' in credentials) lines.push(`  credentials  ${credentials.token}`);
  else lines.push(`  credentials  client ${credentials.clientId}, secret ${credentials.clientSecret}`);
  if (variable !== null) lines.push(`  for checks   export ${variable}='${secret}'`);
  if (asOf) lines.push(`  as of        ${asOf.day}`, ...asOf.lines.map((line) => `    ${line}`));
  return `${lines.join('\n')}\n  Ctrl-C ends it\n`;
}

function portOf(written: string | undefined): number {
  if (written === undefined) return 0;
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new ForewarnError('usage', '--port must be a number from 0 to 65535');
}

/** What is shown on a terminal has no control characters and is not endless. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '').slice(0, 200);
}
