import type { Command } from 'commander';
import { type KeptBack, keepBack, LONGEST_REASON } from '../app/keep-back.ts';
import { type Released, releaseChange } from '../app/release-change.ts';
import { ForewarnError } from '../core/errors.ts';
import { releasable } from '../core/lifecycle/sendable.ts';
import { plainText } from '../core/report/plain-text.ts';
import type { CliIo } from './io.ts';
import { agreementWith, ledgerPorts, type PersonOptions, partnerOf, personOf } from './on-ledger.ts';
import { withStore } from './with-store.ts';

interface Options extends PersonOptions {
  hold?: string;
  drop?: string;
  why?: string;
}

/** `release REF`: a person lets the held notices of a change leave, keeps them back until a day, or drops them. */
export function registerRelease(program: Command, io: CliIo): void {
  program
    .command('release')
    .description('Let a held notice leave for the partner, hold it until a day, or drop it')
    .argument('<ref>', 'reference of the change, such as ACME-PAY-12')
    .option('--hold <date>', 'do not ask again before this day (YYYY-MM-DD); with --why')
    .option('--drop <why>', 'what waits now never leaves, for this reason; cannot be undone')
    .option(
      '--why <text>',
      `with --hold: the reason; it stays in the ledger (at most ${LONGEST_REASON} characters)`,
    )
    .option('--by <name>', 'who decides it (default: the user of this terminal)')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .addHelpText(
      'after',
      `
Examples:
  forewarn release ACME-PAY-12 --by "Ana, partner team"
  forewarn release ACME-PAY-12 --hold 2027-01-04 --why "they are away until then"
  forewarn release ACME-PAY-12 --drop "told by telephone"`,
    )
    .action((ref: string, options: Options) => release(ref, options, io));
}

const WAITING = {
  candidates: releasable,
  some: 'waiting for a release',
  none: 'nothing waits for a release',
  known: true,
};

async function release(ref: string, options: Options, io: CliIo): Promise<void> {
  const kept = keptOf(options);
  const by = personOf(options, io);
  await withStore(options.state, io, async (store) => {
    const partner = await partnerOf(ref, store, WAITING);
    const agreement = agreementWith(partner, options, io);
    const ports = await ledgerPorts(store, partner);
    const on = { agreement, ref, by };
    io.out(
      `${kept ? keptWords(await keepBack(ports, { ...on, ...kept }), kept) : releasedWords(await releaseChange(ports, on))}\n`,
    );
  });
}

/** What waits is kept back, until a day or for good; null: it may leave. */
function keptOf({ hold, drop, why }: Options): { until: string | null; why: string } | null {
  if (hold !== undefined && drop !== undefined)
    throw new ForewarnError('usage', '--hold and --drop exclude each other', {
      fix: 'a notice waits until a day, or never leaves',
    });
  if (drop !== undefined && why !== undefined)
    throw new ForewarnError('usage', '--why goes with --hold', { fix: '--drop says its reason itself' });
  if (drop !== undefined) return { until: null, why: drop };
  if (hold !== undefined && why === undefined)
    throw new ForewarnError('usage', '--hold needs a reason', {
      fix: 'say it, as it is to stand in the ledger: --why "they are away until then"',
    });
  if (hold === undefined && why !== undefined)
    throw new ForewarnError('usage', '--why goes with --hold', { fix: 'name the day: --hold 2027-01-04' });
  return hold === undefined || why === undefined ? null : { until: hold, why };
}

function releasedWords({ outcome, change, notices }: Released): string {
  if (outcome === 'already') return nothingWaits(change);
  return `${change}: ${counted(notices)} may leave; sent by the next check, or now where forewarn start runs.`;
}

function keptWords(
  { outcome, change, notices, state }: KeptBack,
  { until, why }: { until: string | null; why: string },
): string {
  const kept = state.changes[change]?.keptBack;
  switch (outcome) {
    case 'held':
      return `${change}: ${counted(notices)} held until ${until}: ${plainText(why, LONGEST_REASON)}\nIt can be released before.`;
    case 'dropped':
      return `${change}: ${counted(notices)} dropped, and never sent: ${plainText(why, LONGEST_REASON)}`;
    case 'already':
      return notices.length === 0 || !kept
        ? nothingWaits(change)
        : `${change} is held until ${kept.until} already: ${kept.why}`;
    default:
      return outcome satisfies never;
  }
}

function nothingWaits(change: string): string {
  return `Nothing of ${change} waits for a release.`;
}

function counted(notices: readonly string[]): string {
  return notices.length === 1 ? '1 notice' : `${notices.length} notices`;
}
