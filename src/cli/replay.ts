import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadPact } from '../adapters/files/load-pacts.ts';
import { openHistory } from '../adapters/files/open-history.ts';
import { loadComparison } from '../adapters/pact/load-comparison.ts';
import { replayHistory } from '../app/replay.ts';
import type { DeclaredUse } from '../core/agreement/types.ts';
import { ForewarnError } from '../core/errors.ts';
import type { Replay } from '../core/replay/types.ts';
import { replayHtml } from '../core/report/replay/html.ts';
import { renderReplay } from '../core/report/replay/human.ts';
import { replayJson } from '../core/report/replay/json.ts';
import type { CliIo } from './io.ts';

const FORMATS = ['human', 'json', 'html'] as const;

interface Options {
  pact?: string[];
  uses?: string;
  since?: string;
  refRoot?: string;
  format: (typeof FORMATS)[number];
  allowPrivate?: boolean;
}

/** `replay DIR|git:PATH`: what would have been told over a document's history. */
export function registerReplay(program: Command, io: CliIo): void {
  program
    .command('replay')
    .description("Say what would have been told over a document's history")
    .argument('<history>', 'folder with the versions of a document, or git:PATH')
    .option('--pact <file...>', 'pacts that say what we use')
    .option(
      '--uses <operations>',
      'operations that we use, separated by commas: operationId or "METHOD /path"',
    )
    .option('--since <day>', 'begin with what was published on this day (ISO date)')
    .option('--ref-root <dir>', 'with git:PATH, the folder that holds all parts of the document')
    .addOption(new Option('--format <format>', 'how it is shown').choices(FORMATS).default('human'))
    .option('--allow-private', 'accepted as in other commands; a replay calls nobody')
    .addHelpText(
      'after',
      `
Examples:
  forewarn replay history/ --uses "createCharge,GET /v1/charges/{id}"
  forewarn replay git:openapi/acme-pay.yaml --since 2026-01-01 --format html > back-test.html

Versions in a folder are ordered and dated by its manifest.json, else by name and the day in it, else by when they were
changed; .gz and .tar.gz are read. Exits with 0, or with 3 where fewer than two versions could be read.`,
    )
    .action((history: string, options: Options) => replay(history, options, io));
}

async function replay(history: string, options: Options, io: CliIo): Promise<void> {
  const found = await replayOf(history, options, io);
  io.out(shown(found, options.format, io.colour));
  io.setExit(found.days.length < 2 ? 3 : 0);
}

async function replayOf(
  history: string,
  options: Pick<Options, 'pact' | 'uses' | 'since' | 'refRoot'>,
  io: CliIo,
): Promise<Replay> {
  const { since, refRoot } = options;
  if (since !== undefined && Number.isNaN(Date.parse(since)))
    throw new ForewarnError('usage', '--since must be an ISO date like 2026-01-31');
  const versions = await openHistory(history, {
    cwd: io.cwd,
    since: since && new Date(since).toISOString().slice(0, 10),
    refRoot,
    fetchText: refuseUrl,
  });
  const progress = (doing: string) => io.progress?.(doing);
  return replayHistory(
    { sha256, pacts: loadComparison(), progress },
    {
      versions,
      uses: usesIn(options.uses),
      pacts: (options.pact ?? []).map((file) => loadPact(resolve(io.cwd, file))),
    },
  );
}

function usesIn(written: string | undefined): DeclaredUse[] {
  return (written ?? '')
    .split(',')
    .map((operation) => operation.trim())
    .filter((operation) => operation !== '')
    .map((operation) => ({ operation, with: {}, fields: [] }));
}

function shown(found: Replay, format: Options['format'], colour: boolean): string {
  if (format === 'json') return replayJson(found);
  return format === 'html' ? replayHtml(found) : renderReplay(found, { colour });
}

async function refuseUrl(): Promise<string> {
  throw new ForewarnError('input', 'a version refers to the web, and what stood there then is not known');
}
