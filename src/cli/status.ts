import type { Command } from 'commander';
import { catchUp } from '../app/catch-up.ts';
import { journeysNow } from '../app/journeys-now.ts';
import { renderJourneys } from '../core/report/journey-lines.ts';
import type { ReportJourney } from '../core/report/journey-report.ts';
import { painter } from '../core/report/paint.ts';
import { partnerLine, renderPartnerLines } from '../core/report/partner-line.ts';
import { renderStatus, statusOf } from '../core/report/status.ts';
import type { CliIo } from './io.ts';
import { ledgerPorts } from './on-ledger.ts';
import { beginHere, formatOf, partnersOf, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
}

/** Looks that are read for the last one at each environment. */
const RUNS_READ = 200;

/** `status`: a line for each partner, then each environment and what is open, from the ledger, and the journeys. */
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
    for (const partner of await partnersOf(store, undefined)) {
      const state = await catchUp(store, partner);
      const { calendar } = await ledgerPorts(store, partner);
      const runs = await store.runs.recent(partner, RUNS_READ);
      statuses.push({ ...statusOf(state), line: partnerLine(state, runs, calendar.now().toISOString()) });
    }
    const now = new Date().toISOString();
    const journeys = await journeysNow(store, { now });
    if (format === 'json')
      io.out(
        `${JSON.stringify({ schema: 'forewarn.status/1', partners: statuses, ...listed(journeys) }, null, 2)}\n`,
      );
    else if (statuses.length === 0) io.out(`No partner was looked at yet; ${beginHere(options.state)}\n`);
    else {
      const paint = painter(io.colour);
      io.out(
        `${renderPartnerLines(statuses, paint)}\n${renderStatus(statuses, paint)}${renderJourneys(journeys, paint)}`,
      );
    }
  });
}

function listed(journeys: readonly ReportJourney[]): { journeys?: readonly ReportJourney[] } {
  return journeys.length > 0 ? { journeys } : {};
}
