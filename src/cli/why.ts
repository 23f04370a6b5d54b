import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { preparePartner } from '../adapters/files/prepare-partner.ts';
import { readWhy } from '../app/read-why.ts';
import { nearest } from '../core/agreement/nearest.ts';
import { duration } from '../core/agreement/values.ts';
import { ForewarnError } from '../core/errors.ts';
import { whyText } from '../core/report/why/human.ts';
import { whyJson } from '../core/report/why/json.ts';
import { whyMarkdown } from '../core/report/why/markdown.ts';
import { firstInstant } from './instant.ts';
import type { CliIo } from './io.ts';
import { partnerOnLedger } from './on-ledger.ts';
import { placed } from './placed.ts';
import { formatOf, withStore } from './with-store.ts';

interface Options {
  since: string;
  env?: string;
  state?: string;
  contracts?: string;
  format?: string;
}

const RENDER = { human: whyText, json: whyJson, markdown: whyMarkdown } as const;

/** `why PARTNER`: the last good look, the first bad one, what changed between, and what to write to the partner. */
export function registerWhy(program: Command, io: CliIo): void {
  program
    .command('why')
    .description('Say since when a partner is not as agreed, and what changed then')
    .argument('<partner>', 'whose integration it is about')
    .option('--since <when>', 'a duration (30m, 24h, 7d), a date or a time with its zone', '24h')
    .option('--env <environment>', 'only this environment; documents: their document alone')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--format <format>', 'human, json or markdown (default: human)')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn why acme-pay\n  forewarn why acme-pay --since 7d --env production\n  forewarn why acme-pay --since 2026-11-20T08:00Z --format markdown\n\nIt makes no call: it tells what the history, its run data and the evidence that was kept say.',
    )
    .action((partner: string, options: Options) => why(partner, options, io));
}

async function why(asked: string, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json', 'markdown']);
  const period = sinceOf(options.since);
  await withStore(options.state, io, async (store) => {
    const { partner, now, ...known } = await partnerOnLedger(asked, store, options, io);
    const { agreement, state } = known;
    const { baseline } = await preparePartner(agreement, io.cwd, sha256).catch((error) => {
      throw placed(error, agreement.openapi.baseline);
    });
    const since = typeof period === 'string' ? period : new Date(now.getTime() - period).toISOString();
    if (since > now.toISOString())
      throw new ForewarnError('usage', '--since lies ahead of now', { fix: 'name an earlier instant' });
    const environment = environmentOf(options.env, Object.keys(state.environments));
    const on = { ...known, since, now: now.toISOString(), document: baseline };
    const found = await readWhy(store, { ...on, ...(environment === undefined ? {} : { environment }) });
    io.out(RENDER[format]({ partner, name: agreement.name, ...found }));
  });
}

/** A length of time in ms, or an instant (ISO). @throws ForewarnError `usage`. */
function sinceOf(text: string): number | string {
  const length = duration.safeParse(text);
  if (length.success) return length.data;
  try {
    return firstInstant(text, '--since');
  } catch (cause) {
    throw new ForewarnError('usage', `--since cannot be "${text}"`, {
      fix: 'it is a duration (30m, 24h, 7d), a date (2026-11-20) or a time with its zone (2026-11-20T08:00Z)',
      cause,
    });
  }
}

/** The environment that is asked about; null: documents alone. @throws ForewarnError `not-found` for another one. */
function environmentOf(named: string | undefined, known: readonly string[]): string | null | undefined {
  if (named === undefined) return undefined;
  if (named !== '' && known.includes(named)) return named;
  if (named === 'documents' && known.includes('')) return null;
  const there = known.map((key) => (key === '' ? 'documents' : key));
  const near = nearest(named, there);
  throw new ForewarnError('not-found', `there is no history of an environment "${named}"`, {
    fix: near ? `did you mean ${near}?` : `there is one of: ${there.join(', ') || 'none'}`,
  });
}
