import type { Command } from 'commander';
import { adoptStanding } from '../app/adopt-standing.ts';
import type { CliIo } from './io.ts';
import { agreementWith, ledgerPorts, type PersonOptions, personOf } from './on-ledger.ts';
import { partnersOf, withStore } from './with-store.ts';

/** `adopt PARTNER`: a person takes over the known differences of a partner. */
export function registerAdopt(program: Command, io: CliIo): void {
  program
    .command('adopt')
    .description('Take over the known differences of a partner as agreed')
    .argument('<partner>', 'the partner, such as acme-pay')
    .option('--by <name>', 'who takes them over (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText('after', '\nExample:\n  forewarn adopt acme-pay --by "Ana, partner team"')
    .action((partner: string, options: PersonOptions) => adopt(partner, options, io));
}

async function adopt(named: string, options: PersonOptions, io: CliIo): Promise<void> {
  const by = personOf(options, io);
  await withStore(options.state, io, async (store) => {
    const [partner = named] = await partnersOf(store, named);
    const agreement = agreementWith(partner, options, io);
    const { environments } = await adoptStanding(await ledgerPorts(store, partner), { agreement, by });
    const lines = environments.map(({ environment, differences }) => {
      const many = differences === 1 ? 'difference is' : 'differences are';
      return `${partner} ${environment ?? '(documents)'}: ${differences} known ${many} taken over.`;
    });
    io.out(`${lines.join('\n') || `${partner} has no known differences that are not taken over yet.`}\n`);
  });
}
