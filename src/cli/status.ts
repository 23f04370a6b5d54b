import type { Command } from 'commander';
import { catchUp } from '../app/catch-up.ts';
import { painter } from '../core/report/paint.ts';
import { renderStatus, statusOf } from '../core/report/status.ts';
import type { CliIo } from './io.ts';
import { beginHere, formatOf, partnersOf, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
}

/** `status`: a line for each partner and environment, from the ledger. */
export function registerStatus(program: Command, io: CliIo): void {
  program
    .command('status')
    .description('Say how every partner stands')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--format <format>', 'human or json (default: human)')
    .addHelpText('after', '\nExample:\n  forewarn status')
    .action((options: Options) => status(options, io));
}

async function status(options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  await withStore(options.state, io, async (store) => {
    const statuses = [];
    for (const partner of await partnersOf(store, undefined))
      statuses.push(statusOf(await catchUp(store, partner)));
    if (format === 'json')
      io.out(`${JSON.stringify({ schema: 'forewarn.status/1', partners: statuses }, null, 2)}\n`);
    else if (statuses.length === 0) io.out(`No partner was looked at yet; ${beginHere(options.state)}\n`);
    else io.out(renderStatus(statuses, painter(io.colour)));
  });
}
