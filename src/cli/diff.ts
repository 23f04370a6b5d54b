import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { createTextMemory } from '../adapters/files/text-memory.ts';
import { diffReport } from '../app/diff.ts';
import { ForewarnError } from '../core/errors.ts';
import type { PolicyNote } from '../core/policy/types.ts';
import { renderReport } from '../core/report/render-report.ts';
import type { ReportFormat, Surroundings } from '../core/report/surroundings.ts';
import { openCompared } from './diff-documents.ts';
import { addDiffOptions, type DiffOptions, policyOf } from './diff-options.ts';
import type { OurSide } from './diff-usage.ts';
import { witnessing } from './diff-witness.ts';
import { onlyExplained } from './explained.ts';
import type { CliIo } from './io.ts';
import { gathered } from './output.ts';
import { keepYoungSpaceSmall, setUpFor } from './v8-settings.ts';

/** `diff BASELINE OBSERVED`: what changed between two documents, and what of it touches us. */
export function registerDiff(program: Command, io: CliIo): void {
  const command = program
    .command('diff')
    .description('Say what changed between two OpenAPI documents')
    .argument('<baseline>', 'what was agreed: file, URL, git:REVISION:PATH, or - for the standard input')
    .argument('<observed>', 'what is there now: the same');
  addDiffOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  forewarn diff openapi/acme-pay.yaml https://api.acme-pay.example/openapi.json
  forewarn diff git:main:openapi.yaml openapi.yaml --pact pacts/shop--acme-pay.json
  forewarn diff openapi/acme-pay.yaml next.yaml --partner acme-pay --explain

Exits with 0 (nothing at or above --fail-on), 1 (something is), 2 (a document cannot be read) or
3 (nothing is, but a part of what is there now refers to nowhere).`,
    )
    .action((baseline: string, observed: string, options: DiffOptions) =>
      diff(baseline, observed, options, io),
    );
}

async function diff(baseline: string, observed: string, options: DiffOptions, io: CliIo): Promise<void> {
  if (baseline === '-' && observed === '-') {
    throw new ForewarnError('usage', 'only one of the two documents can be the standard input');
  }
  const ours = await ourSide(options, io);
  const given = await givenPolicy(options, io);
  const explain = options.explain === true || options.explainOnly !== undefined;
  const isPlaced = explain || !PLACELESS.has(options.format);
  const { documents, sources } = await openBoth(baseline, observed, { options, io, isPlaced });
  io.progress?.('comparing');
  const usage = ours?.usageIn(documents.baseline, documents.observed);
  const failOn = options.failOn ?? ours?.failOn ?? 'level:breaking';
  const now = new Date().toISOString();
  const judging = {
    severity: [...(ours?.severity ?? []), ...given.severity],
    ignore: [...(ours?.ignore ?? []), ...given.ignore],
  };
  const isJudged = judging.severity.length + judging.ignore.length > 0;
  const { used } = usage ?? {};
  const { report, exit, notes } = diffReport({
    ...documents,
    failOn,
    sha256,
    today: now,
    policy: policyOf(options, ours?.policy ?? {}),
    ...judging,
    ...(await witnessing(documents, { format: options.format, explain, used, isJudged })),
    ...usage,
  });
  io.progress?.('');
  const shown = options.explainOnly === undefined ? report : onlyExplained(report, options.explainOnly);
  const pieces = gathered(
    renderReport(shown, options.format, {
      colour: io.colour && options.out === undefined,
      failOn,
      ...(sources && { sources }),
      explain,
      at: now,
      title: `${titleOf(baseline)}, ${titleOf(observed)}`,
    } satisfies Surroundings),
  );
  if (options.out !== undefined) write(options.out, pieces, io);
  else for (const piece of pieces) io.out(piece);
  for (const note of [...given.notes, ...notes]) io.err(noteLine(note));
  io.setExit(exit);
}

/** They name no place in the documents. */
const PLACELESS = new Set<ReportFormat>(['human', 'json']);

/**
 * Both documents.
 *
 * @param isPlaced whether places in them are to be named; otherwise nothing here holds their texts any longer
 */
async function openBoth(
  baseline: string,
  observed: string,
  { options, io, isPlaced }: { options: DiffOptions; io: CliIo; isPlaced: boolean },
) {
  setUpFor([baseline, observed], io.cwd);
  const memory = createTextMemory();
  const before = await openCompared(baseline, options, io, memory);
  keepYoungSpaceSmall();
  const after = await openCompared(observed, options, io, memory);
  return {
    documents: { baseline: before.document, observed: after.document },
    sources: isPlaced ? { baseline: before.source, observed: after.source } : null,
  };
}

/** What says nothing of our side loads nothing of it. */
async function ourSide(options: DiffOptions, io: CliIo): Promise<OurSide | null> {
  const { pact, uses, agreement, partner } = options;
  if ((pact ?? uses ?? agreement ?? partner) === undefined) return null;
  return (await import('./diff-usage.ts')).loadOurSide(options, io.cwd);
}

async function givenPolicy({ severity, ignore }: DiffOptions, io: CliIo) {
  if (severity.length + ignore.length === 0) return { severity: [], ignore: [], notes: [] };
  const { loadPolicy } = await import('../adapters/files/load-policy.ts');
  const { RULES } = await import('../core/openapi/diff/rules/rules.ts');
  return loadPolicy({ severity, ignore }, { cwd: io.cwd, ids: RULES.map(({ id }) => id) });
}

function write(path: string, pieces: Iterable<string>, io: CliIo): void {
  try {
    const file = openSync(resolve(io.cwd, path), 'w');
    try {
      for (const piece of pieces) writeSync(file, piece);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    throw new ForewarnError('usage', `the output cannot be written (${code})`, { place: { file: path } });
  }
}

function titleOf(location: string): string {
  return location === '-' ? 'standard input' : basename(location.replace(/[?#].*$/, ''));
}

function noteLine({ place, message }: PolicyNote): string {
  const where = place ? `${place.file}${place.line === undefined ? '' : `:${place.line}`}: ` : '';
  return `forewarn: ${where}${message}\n`;
}
