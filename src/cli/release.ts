import type { Command } from 'commander';
import { createSimulatedCalendar, realCalendar } from '../adapters/clock/calendar.ts';
import { realMonotonic } from '../adapters/clock/real-monotonic.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { catchUp } from '../app/catch-up.ts';
import type { Calendar } from '../app/ports.ts';
import { releaseChange } from '../app/release-change.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { ForewarnError } from '../core/errors.ts';
import { releasable } from '../core/lifecycle/sendable.ts';
import type { OpenStore } from '../local/open-store.ts';
import type { CliIo } from './io.ts';
import { toolVersion } from './tool-version.ts';
import { partnersOf, withStore } from './with-store.ts';

interface Options {
  by?: string;
  state?: string;
  contracts?: string;
}

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
    .action((ref: string, options: Options) => release(ref, options, io));
}

async function release(ref: string, options: Options, io: CliIo): Promise<void> {
  const id = (options.by ?? io.env.USER ?? io.env.LOGNAME ?? 'command line').trim();
  if (id === '') throw new ForewarnError('usage', '--by must name somebody');
  await withStore(options.state, io, async (store) => {
    const partner = await partnerOf(ref, store);
    const contracts = options.contracts === undefined ? {} : { contracts: options.contracts };
    const { agreements } = loadAgreements({ cwd: io.cwd, sha256, ...contracts });
    const agreement = agreements.find((one) => one.partner === partner);
    if (!agreement)
      throw new ForewarnError('not-found', `there is no agreement with ${partner} here`, {
        fix: 'name the folder of the agreements with --contracts DIR',
      });
    const ports = {
      ...store,
      calendar: await calendarOf(store, partner),
      monotonic: realMonotonic,
      sha256,
      toolVersion: toolVersion(),
    };
    const released = await releaseChange(ports, { agreement, ref, by: { kind: 'person', id } });
    const many = released.notices.length === 1 ? 'notice' : 'notices';
    io.out(
      released.outcome === 'already'
        ? `Nothing of ${released.change} waits for a release.\n`
        : `${released.change}: ${released.notices.length} ${many} may leave; sent by the next check, or now where forewarn start runs.\n`,
    );
  });
}

/** References are made of the partner's name: `acme-pay` is `ACME-PAY-12`. */
async function partnerOf(ref: string, store: OpenStore): Promise<string> {
  const name = /^(.+)-\d+$/.exec(ref.toLowerCase())?.[1];
  const partners = await partnersOf(store, undefined);
  if (name !== undefined && partners.includes(name)) return name;
  const waiting: string[] = [];
  for (const partner of partners) waiting.push(...releasable(await catchUp(store, partner)));
  const near = nearest(ref, waiting);
  throw new ForewarnError('not-found', `there is no change "${ref}"`, {
    fix: near
      ? `did you mean ${near}?`
      : waiting.length > 0
        ? `waiting for a release: ${waiting.join(', ')}`
        : 'nothing waits for a release',
  });
}

/** Time in a simulated ledger is where its last entry left it: the wall says nothing about it. */
async function calendarOf(store: OpenStore, partner: string): Promise<Calendar> {
  if (store.clock === 'real') return realCalendar;
  const { at } = await catchUp(store, partner);
  return createSimulatedCalendar(at ?? new Date(0).toISOString());
}
