import type { Command } from 'commander';
import { readSight } from '../app/read-sight.ts';
import { ForewarnError } from '../core/errors.ts';
import { sightAtText, sightText } from '../core/report/sight/human.ts';
import { sightAtJson, sightJson } from '../core/report/sight/json.ts';
import { sightAtMarkdown, sightMarkdown } from '../core/report/sight/markdown.ts';
import type { SightAtReport, SightReport } from '../core/report/sight/types.ts';
import { focusOn, sightIn, sightsAt } from '../core/sight/sight.ts';
import { spanOf } from './between.ts';
import { lastInstant } from './instant.ts';
import type { CliIo } from './io.ts';
import { partnerOnLedger } from './on-ledger.ts';
import { formatOf, withStore } from './with-store.ts';

interface Options {
  at?: string;
  between?: string[];
  change?: string;
  state?: string;
  contracts?: string;
  format?: string;
}

const DAY_MS = 86_400_000;

const PERIOD = { human: sightText, json: sightJson, markdown: sightMarkdown } as const;
const INSTANT = { human: sightAtText, json: sightAtJson, markdown: sightAtMarkdown } as const;

/** `sight PARTNER`: what our checks, their document, their sandbox and their status page showed, and when. */
export function registerSight(program: Command, io: CliIo): void {
  program
    .command('sight')
    .description('Say what each party could see at a time: in the last day, in a period, or at an instant')
    .argument('[partner]', 'whose integration it is about')
    .option('--at <instant>', 'an instant: a time with its zone, or a date (its end, UTC)')
    .option('--between <instants...>', 'from one instant to another')
    .option('--change <ref>', 'only what is about one change, such as ACME-PAY-12')
    .option('--state <dir>', 'data folder (default: .forewarn)')
    .option('--contracts <dir>', 'folder of the agreements')
    .option('--format <format>', 'human, json or markdown (default: human)')
    .addHelpText(
      'after',
      '\nExamples:\n  forewarn sight acme-pay --between 2026-11-20T09:00Z 2026-11-20T11:00Z\n  forewarn sight acme-pay --at 2026-11-20T09:20Z',
    )
    .action((partner: string | undefined, options: Options) => sight(partner, options, io));
}

async function sight(named: string | undefined, options: Options, io: CliIo): Promise<void> {
  const format = formatOf(options.format, ['human', 'json', 'markdown']);
  if (options.at !== undefined && options.between)
    throw new ForewarnError('usage', '--at and --between do not go together', { fix: 'ask for one of them' });
  const { span, partner: asked } = spanOf(options.between, named);
  if (asked === undefined)
    throw new ForewarnError('usage', 'sight is about one partner', {
      fix: 'for example: forewarn sight acme-pay',
    });
  const at = options.at === undefined ? null : lastInstant(options.at, '--at');
  await withStore(options.state, io, async (store) => {
    const { partner, now, ...known } = await partnerOnLedger(asked, store, options, io);
    const { agreement, journeys } = known;
    const period = periodOf(span, now.getTime());
    const since = at ?? new Date(period.from).toISOString();
    const records = await readSight(store, { ...known, since, now: now.toISOString() });
    const focus = options.change === undefined ? null : focusOn(records, options.change.toUpperCase());
    if (options.change !== undefined && !focus)
      throw new ForewarnError('not-found', `there is no change "${options.change}"`, {
        fix: `forewarn status lists the changes of ${partner}`,
      });
    const subject = {
      partner,
      name: agreement.name,
      change: focus?.ref ?? null,
      titles: new Map(journeys.map(({ id, title }) => [id, title])),
    };
    if (at === null) {
      const report: SightReport = { ...subject, sight: sightIn(records, period, focus) };
      io.out(PERIOD[format](report));
      return;
    }
    const instant = Date.parse(at);
    const report: SightAtReport = { ...subject, at: instant, sources: sightsAt(records, instant, focus) };
    io.out(INSTANT[format](report));
  });
}

/** What is asked for, up to now; the last day where nothing is. ms since 1970 */
function periodOf(span: { from: string; to: string } | null, now: number): { from: number; to: number } {
  if (!span) return { from: now - DAY_MS, to: now };
  const from = Date.parse(span.from);
  const to = Math.min(Date.parse(span.to), now);
  if (from < to) return { from, to };
  throw new ForewarnError('usage', '--between is empty or lies ahead of now', {
    fix: 'name two instants, the later one not before the first look',
  });
}
