import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { realCalendar } from '../adapters/clock/calendar.ts';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadAgreements } from '../adapters/files/load-agreements.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { catchUp } from '../app/catch-up.ts';
import { comingNow } from '../app/coming-now.ts';
import { heardPassages } from '../app/heard-passages.ts';
import type { Agreement } from '../core/agreement/types.ts';
import type { ComingRecord } from '../core/coming/record.ts';
import { emptyState } from '../core/ledger/fold.ts';
import type { PartnerState } from '../core/ledger/types.ts';
import { comingLines } from '../core/report/human-lines.ts';
import { escapeUnseen } from '../core/report/json.ts';
import { nearestFirst } from '../core/report/nearest-first.ts';
import { painter } from '../core/report/paint.ts';
import { type ToRead, toReadLines } from '../core/report/to-read-lines.ts';
import { chosenAgreements } from './check-options.ts';
import { registerComingAdd } from './coming-add.ts';
import { registerComingRead } from './coming-read.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';
import { formatOf, STATE_DIR, withStore } from './with-store.ts';

interface Options {
  state?: string;
  format?: string;
  contracts?: string;
}

/** `coming [PARTNER]`: what will change for us, by date, from what is known already; no call is made. */
export function registerComing(program: Command, io: CliIo): void {
  const command = program
    .command('coming')
    .description('List what is coming, by date')
    .argument('[partner]', 'only this partner')
    .option('--state <dir>', `data folder (default: ${STATE_DIR}, where there is one)`)
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--format <format>', 'human or json (default: human)')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn coming\n  forewarn coming acme-pay --format json\n\nIt makes no call: it tells what the history, the agreements and the documents that were agreed say.',
    )
    .action((partner: string | undefined, options: Options) => coming(partner, options, io));
  registerComingAdd(command, io);
  registerComingRead(command, io);
}

async function coming(partner: string | undefined, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json']);
  const contracts = options.contracts === undefined ? {} : { contracts: options.contracts };
  const loaded = loadAgreements({ cwd: io.cwd, sha256, ...contracts });
  const agreements = chosenAgreements(loaded.agreements, partner === undefined ? [] : [partner]);
  const { states, now } = await known(agreements, options, io);
  const records: ComingRecord[] = [];
  const waiting: ToRead[] = [];
  for (const [index, agreement] of agreements.entries()) {
    const { baseline, pacts } = await preparePartner(agreement, io.cwd, sha256).catch((error) => {
      throw placed(error, agreement.openapi.baseline);
    });
    const state = states[index] ?? emptyState(agreement.partner);
    records.push(...comingNow({ sha256 }, { agreement, baseline, pacts, state, now }));
    const known = agreement.uses.length > 0 || pacts.some(({ interactions }) => interactions.length > 0);
    waiting.push(...heardPassages({ sha256 }, { agreement, state, now, known }));
  }
  const all = nearestFirst(records);
  if (format === 'json')
    io.out(
      `${escapeUnseen(JSON.stringify({ schema: 'forewarn.coming/1', at: now, coming: all, toRead: waiting }, null, 2))}\n`,
    );
  else {
    const paint = painter(io.colour);
    const lines = comingLines({ coming: all, findings: [] }, paint);
    io.out(`${lines.length === 0 ? 'Nothing is known to be coming.' : lines.join('\n')}\n`);
    const unread = toReadLines(waiting, paint);
    if (unread.length > 0) io.out(`\n${unread.join('\n')}\n`);
  }
}

/** The present of each partner, and the time that counts there: of a simulated history, where it stands. */
async function known(
  agreements: readonly Agreement[],
  options: Options,
  io: CliIo,
): Promise<{ states: PartnerState[]; now: string }> {
  const real = realCalendar.now().toISOString();
  if (options.state === undefined && !existsSync(resolve(io.cwd, STATE_DIR)))
    return { states: [], now: real };
  return await withStore(options.state, io, async (store) => {
    const states: PartnerState[] = [];
    for (const { partner } of agreements) states.push(await catchUp(store, partner));
    const last = states
      .flatMap(({ at }) => at ?? [])
      .toSorted()
      .at(-1);
    return { states, now: store.clock === 'simulated' ? (last ?? real) : real };
  });
}
