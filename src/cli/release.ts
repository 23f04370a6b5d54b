import type { Command } from 'commander';
import { releaseChange } from '../app/release-change.ts';
import { releasable } from '../core/lifecycle/sendable.ts';
import type { CliIo } from './io.ts';
import { agreementWith, ledgerPorts, type PersonOptions, partnerOf, personOf } from './on-ledger.ts';
import { withStore } from './with-store.ts';

/** `release REF`: a person lets the held notices of a change leave. */
export function registerRelease(program: Command, io: CliIo): void {
  program
    .command('release')
    .description('Let a held notice leave for the partner')
    .argument('<ref>', 'reference of the change, such as ACME-PAY-12')
    .option('--by <name>', 'who releases it (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText('after', '\nExample:\n  forewarn release ACME-PAY-12 --by "Ana, partner team"')
    .action((ref: string, options: PersonOptions) => release(ref, options, io));
}

const WAITING = {
  candidates: releasable,
  some: 'waiting for a release',
  none: 'nothing waits for a release',
};

async function release(ref: string, options: PersonOptions, io: CliIo): Promise<void> {
  const by = personOf(options, io);
  await withStore(options.state, io, async (store) => {
    const partner = await partnerOf(ref, store, WAITING);
    const agreement = agreementWith(partner, options, io);
    const ports = await ledgerPorts(store, partner);
    const released = await releaseChange(ports, { agreement, ref, by });
    const many = released.notices.length === 1 ? 'notice' : 'notices';
    io.out(
      released.outcome === 'already'
        ? `Nothing of ${released.change} waits for a release.\n`
        : `${released.change}: ${released.notices.length} ${many} may leave; sent by the next check, or now where forewarn start runs.\n`,
    );
  });
}
