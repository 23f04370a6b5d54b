import type { Command } from 'commander';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { readPassages } from '../app/read-passages.ts';
import type { CliIo } from './io.ts';
import { agreementWith, ledgerPorts, type PersonOptions, personOf } from './on-ledger.ts';
import { partnersOf, withStore } from './with-store.ts';

/** `coming read PARTNER [ID...]`: a person has read what a partner's feeds say. */
export function registerComingRead(coming: Command, io: CliIo): void {
  coming
    .command('read')
    .description('Tick off what was to be read in the feeds of a partner')
    .argument('<partner>', 'the partner, such as acme-pay')
    .argument('[id...]', 'as `coming` lists them (default: all)')
    .option('--by <name>', 'who has read them (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText('after', '\nExample:\n  forewarn coming read acme-pay 1f3a9c02')
    .action((partner: string, ids: string[], options: PersonOptions, { parent }: Command) =>
      read(partner, { ids, ...parent?.opts<PersonOptions>(), ...options }, io),
    );
}

async function read(named: string, options: PersonOptions & { ids: string[] }, io: CliIo): Promise<void> {
  const by = personOf(options, io);
  await withStore(options.state, io, async (store) => {
    const [partner = named] = await partnersOf(store, named);
    const agreement = agreementWith(partner, options, io);
    const { count, days } = await readPassages(await ledgerPorts(store, partner), {
      agreement,
      by,
      ids: options.ids,
    });
    io.out(
      count === 0
        ? 'Nothing of it was to be read.\n'
        : `${count === 1 ? '1 passage' : `${count} passages`} read.\n`,
    );
    const today = realCalendar.now().toISOString().slice(0, 10);
    const ahead = days.filter((day) => day >= today);
    if (ahead.length > 0)
      io.out(
        `${ahead.join(', ')}: let stand, and reminded of as it comes near. A line under policy.ignore takes it away.\n`,
      );
  });
}
