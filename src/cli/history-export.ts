import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { keyName } from '../adapters/crypto/check-signature.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { exportBundle } from '../app/export-bundle.ts';
import { ForewarnError } from '../core/errors.ts';
import type { CliIo } from './io.ts';
import { toolVersion } from './tool-version.ts';
import { formatOf, partnersOf, withStore } from './with-store.ts';

interface Options {
  out: string;
  evidence?: boolean;
  state?: string;
  format?: string;
}

/** `history export [PARTNER] --out FILE`: a bundle that is verified without the data folder. */
export function registerHistoryExport(history: Command, io: CliIo): void {
  history
    .command('export')
    .description('Write the history into one file that can be verified anywhere')
    .argument('[partner]', 'only this partner')
    .requiredOption('--out <file>', 'the file to write; it must not be there yet')
    .option('--evidence', 'with what was seen, as it is kept')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExample:\n  forewarn history export acme-pay --out acme-pay.bundle --evidence')
    .action((partner: string | undefined, _options: Options, command: Command) =>
      write(partner, command.optsWithGlobals<Options>(), io),
    );
}

async function write(named: string | undefined, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const file = resolve(io.cwd, options.out);
  if (existsSync(file))
    throw new ForewarnError('usage', 'the file to write is there already', {
      place: { file },
      fix: 'name another with --out',
    });
  await withStore(options.state, io, async (store) => {
    const partners = await partnersOf(store, named);
    if (partners.length === 0)
      throw new ForewarnError('not-found', 'the ledger is empty: there is nothing to export');
    const ports = { ...store, calendar: realCalendar, sha256, toolVersion: toolVersion() };
    const lines = await writeLines(
      file,
      exportBundle(ports, { partners, evidence: options.evidence ?? false }),
    );
    const publicKey = (await store.publicKey()) ?? '';
    const told = { file, partners, lines, key: keyName(publicKey), publicKey };
    if (format === 'json') io.out(`${JSON.stringify({ schema: 'forewarn.export/1', ...told }, null, 2)}\n`);
    else
      io.out(
        `${options.out}: ${lines} lines of ${partners.join(', ')}, signed by ${told.key}\nWhoever verifies it needs this key from you, by another way: --key ${publicKey}\n`,
      );
  });
}

/** Writes a file whole or not at all. @returns how many lines it has. */
async function writeLines(file: string, lines: AsyncIterable<string>): Promise<number> {
  const part = `${file}.${process.pid}.part`;
  let written = 0;
  const counted = async function* () {
    for await (const line of lines) {
      written++;
      yield line;
    }
  };
  try {
    await pipeline(counted, createWriteStream(part, { mode: 0o600, flags: 'wx' }));
    renameSync(part, file);
  } catch (cause) {
    rmSync(part, { force: true });
    if (cause instanceof ForewarnError) throw cause;
    throw new ForewarnError(
      'usage',
      `the file cannot be written (${(cause as NodeJS.ErrnoException).code})`,
      {
        place: { file },
        fix: 'name another with --out, in a folder that is there and that you may write to',
        cause,
      },
    );
  }
  return written;
}
