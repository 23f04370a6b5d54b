import { once } from 'node:events';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { ForewarnError } from '../core/errors.ts';
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
    .option('--env <environment>', 'environment whose version and credentials are taken (default: the first)')
    .option('--document <file>', 'document to emulate in place of the agreed one; needs no agreement')
    .option(
      '--as-of <day>',
      "version that the partner's plan.yaml has on this day (0, 1, ... or an ISO date)",
    )
    .option('--port <number>', 'port on 127.0.0.1 (default: any free one)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn emulate acme-pay --env sandbox\n  forewarn emulate --document openapi/city-geo.yaml --port 8080',
    )
    .action((partner: string | undefined, options: EmulateOptions) => emulate(partner, options, io));
}

async function emulate(partner: string | undefined, options: EmulateOptions, io: CliIo): Promise<void> {
  const port = portOf(options.port);
  const chosen = await chooseEmulation(partner, options, io, sha256);
  const emulator = await startEmulator({
    document: chosen.document,
    answers: chosen.answers,
    behaviour: behaviourOf(partner ?? ''),
    credentials: chosen.credentials,
    port,
    headers: chosen.headers,
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
  io.out(greeting(chosen, emulator.url));
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await emulator.close();
}

function greeting({ document, credentials, variable, secret, name }: Emulation, url: string): string {
  const count = document.operations.length;
  const title = [printable(document.title), printable(document.docVersion)].filter(Boolean).join(' ');
  const lines = [
    `${name} is emulated at ${url}`,
    `  document     ${title}, ${count} operation${count === 1 ? '' : 's'}, at ${url}/openapi.json`,
  ];
  if (credentials === null) lines.push('  credentials  none needed');
  else if ('token' in credentials) lines.push(`  credentials  ${credentials.token}`);
  else lines.push(`  credentials  client ${credentials.clientId}, secret ${credentials.clientSecret}`);
  if (variable !== null) lines.push(`  for checks   export ${variable}='${secret}'`);
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
