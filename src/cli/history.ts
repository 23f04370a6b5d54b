import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { type HistoryRecord, history } from '../app/history.ts';
import { type VerifiedLedger, verifyLedger } from '../app/verify-ledger.ts';
import { ForewarnError } from '../core/errors.ts';
import { plainText } from '../core/report/plain-text.ts';
import type { CliIo } from './io.ts';
import { formatOf, partnersOf, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
}

/** `history [PARTNER]` and `history verify`: the ledger, to read and to check. */
export function registerHistory(program: Command, io: CliIo): void {
  const command = program
    .command('history')
    .description('Show or verify what was seen, told and answered')
    .argument('[partner]', 'only this partner')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--format <format>', 'human or json (default: human)')
    .addHelpText('after', '\nExamples:\n  forewarn history acme-pay\n  forewarn history verify')
    .action((partner: string | undefined, options: Options) => show(partner, options, io));
  command
    .command('verify')
    .description('Check the hash chain of every partner, and what was derived from it')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExample:\n  forewarn history verify --state .forewarn\n\nExits with 0 (everything holds), 2 (something does not) or 3 (there was nothing to verify).',
    )
    .action((_options: Options, verify: Command) => check(verify.optsWithGlobals<Options>(), io));
}

async function show(partner: string | undefined, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  await withStore(options.state, io, async (store) => {
    const entries: (HistoryRecord & { partner: string })[] = [];
    for (const name of await partnersOf(store, partner)) {
      if (format === 'human') io.out(`${name}\n`);
      for await (const record of history(store, name)) {
        if (format === 'human') io.out(recordText(record));
        else entries.push({ partner: name, ...record });
      }
    }
    if (format === 'json') io.out(`${JSON.stringify({ schema: 'forewarn.history/1', entries }, null, 2)}\n`);
  });
}

function recordText(record: HistoryRecord): string {
  const at = record.at.slice(0, 16).replace('T', ' ');
  const head = `  ${String(record.seq).padStart(4)}  ${at}  ${record.by.kind} ${plainText(record.by.id, 40)}  ${record.hash.slice(0, 12)}`;
  return `${[head, ...record.lines.map((line) => `        ${plainText(line, 240)}`)].join('\n')}\n`;
}

async function check(options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const ledgers = await withStore(options.state, io, (store) => verifyLedger({ ...store, sha256 }));
  if (format === 'json') io.out(`${JSON.stringify({ schema: 'forewarn.verify/1', ledgers }, null, 2)}\n`);
  else if (ledgers.length === 0) io.out('The ledger is empty: there was nothing to verify.\n');
  else io.out(`${ledgers.map(verifiedText).join('\n')}\n`);
  if (ledgers.length === 0) io.setExit(3);
  const bad = ledgers.filter((one) => !one.ok);
  if (bad.length > 0)
    throw new ForewarnError(
      'integrity',
      `the history of ${bad.map((one) => one.partner).join(', ')} is not what was written`,
      {
        fix: 'keep the folder as it is, and compare it with a copy or with the heads in notices that were sent',
      },
    );
}

function verifiedText(one: VerifiedLedger): string {
  const entries = one.entries === 1 ? '1 entry holds' : `${one.entries} entries hold`;
  if (one.fault) return `✗ ${one.partner}: ${entries}; entry ${one.fault.seq} does not (${one.fault.why})`;
  if (one.projection === 'differs')
    return `✗ ${one.partner}: ${entries}; the present that was kept differs from them`;
  return `✓ ${one.partner}: ${entries}, head ${one.head}`;
}
