import type { Command } from 'commander';
import { type HistoryRecord, history } from '../app/history.ts';
import { knownThen } from '../app/history-as-of.ts';
import { ForewarnError } from '../core/errors.ts';
import { knownThenText } from '../core/report/known-then.ts';
import { plainText } from '../core/report/plain-text.ts';
import { spanOf } from './between.ts';
import { registerHistoryErase } from './history-erase.ts';
import { registerHistoryExport } from './history-export.ts';
import { registerHistoryVerify } from './history-verify.ts';
import { lastInstant } from './instant.ts';
import type { CliIo } from './io.ts';
import { formatOf, partnersOf, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
  asOf?: string;
  between?: string[];
}

/** `history [PARTNER]` and what is done with it: the ledger, to read, to check, to hand over, to forget parts of. */
export function registerHistory(program: Command, io: CliIo): void {
  const command = program
    .command('history')
    .description('Show or verify what was seen, told and answered')
    .argument('[partner]', 'only this partner')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--format <format>', 'human or json (default: human)')
    .option('--as-of <instant>', 'what was known then: a date (its end, UTC) or an ISO 8601 time')
    .option('--between <instants...>', 'only entries from one instant to another, both included')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn history acme-pay\n  forewarn history acme-pay --as-of 2026-11-20\n  forewarn history acme-pay --between 2026-11-01 2026-11-20\n  forewarn history verify',
    )
    .action((partner: string | undefined, options: Options) => show(partner, options, io));
  registerHistoryVerify(command, io);
  registerHistoryExport(command, io);
  registerHistoryErase(command, io);
}

async function show(named: string | undefined, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  if (options.asOf !== undefined && options.between)
    throw new ForewarnError('usage', '--as-of and --between do not go together', {
      fix: 'ask for one of them',
    });
  const { span, partner } = spanOf(options.between, named);
  const asOf = options.asOf === undefined ? null : lastInstant(options.asOf, '--as-of');
  await withStore(options.state, io, async (store) => {
    const partners = await partnersOf(store, partner);
    if (asOf !== null) {
      const then = [];
      for (const name of partners) then.push(await knownThen(store, name, asOf));
      if (format === 'json')
        io.out(`${JSON.stringify({ schema: 'forewarn.as-of/1', partners: then }, null, 2)}\n`);
      else io.out(then.map(knownThenText).join(''));
      return;
    }
    const entries: (HistoryRecord & { partner: string })[] = [];
    for (const name of partners) {
      if (format === 'human') io.out(`${name}\n`);
      for await (const record of history(store, name)) {
        if (span && (record.at < span.from || record.at > span.to)) continue;
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
