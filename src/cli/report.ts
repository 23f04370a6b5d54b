import type { Command } from 'commander';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { aboutOf } from '../app/check-journey.ts';
import { hearSignal } from '../app/hear-signal.ts';
import { newJourney } from '../core/journey/live-on.ts';
import { chosenJourneys } from './check-journeys.ts';
import type { CliIo } from './io.ts';
import { type PersonOptions, personOf } from './on-ledger.ts';
import { withStore } from './with-store.ts';

/** `report JOURNEY TEXT`: what a service desk hears of a journey. */
export function registerReport(program: Command, io: CliIo): void {
  program
    .command('report')
    .description('Write down what people tell of a journey')
    .argument('<journey>', 'id of the journey in journeys.yaml')
    .argument('<text>', 'what they tell; kept apart from the table, so that it can be erased')
    .option('--by <name>', 'who writes it down (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      '\nExample:\n  forewarn report checkout "the receipt shows no amount, three callers"',
    )
    .action((journey: string, text: string, options: PersonOptions) => report(journey, text, options, io));
}

async function report(id: string, text: string, options: PersonOptions, io: CliIo): Promise<void> {
  const by = personOf(options, io);
  const contracts = options.contracts === undefined ? {} : { contracts: options.contracts };
  const { journeys } = loadAgreements({ cwd: io.cwd, sha256, ...contracts });
  const [journey] = chosenJourneys(journeys, id);
  if (!journey) return;
  await withStore(options.state, io, async (store) => {
    const partner = journey.steps[0]?.partner ?? '';
    const now = realCalendar.now().toISOString();
    // Listed from now on, also where it was never walked.
    if (!(await store.journeys.read(id)))
      await store.journeys.write({ ...newJourney(id), about: aboutOf(journey) }, now);
    const heard = await hearSignal(
      { ...store, calendar: realCalendar },
      { journey: id, partner, text, by: by.id },
    );
    const many = heard.count === 1 ? 'report' : 'reports';
    io.out(`${journey.title}: ${heard.count} ${many} in this hour. forewarn check --state shows it.\n`);
  });
}
