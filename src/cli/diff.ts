import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { sha256 } from '../adapters/crypto/sha256.ts';
import { loadDocument } from '../adapters/files/load-document.ts';
import { loadPact } from '../adapters/files/load-pacts.ts';
import { createFetchText } from '../adapters/http/fetch-text.ts';
import { type DiffInput, diffReport } from '../app/diff.ts';
import type { FailOn } from '../core/agreement/types.ts';
import { openDocument } from '../core/openapi/document/open-document.ts';
import type { ApiDocument } from '../core/openapi/document/types.ts';
import { renderHuman } from '../core/report/human.ts';
import { renderJson } from '../core/report/json.ts';
import { renderMarkdown } from '../core/report/markdown.ts';
import type { Report } from '../core/report/types.ts';
import { effectOf } from '../core/usage/effect.ts';
import { usageOf } from '../core/usage/usage-of.ts';
import type { CliIo } from './io.ts';
import { placed } from './placed.ts';

const LIMITS = { timeoutMs: 30_000, maxBytes: 64_000_000 };
const FAIL_ON = ['breaks', 'may-break', 'level:breaking', 'level:warning', 'level:info', 'none'] as const;
const FORMATS = ['human', 'json', 'markdown'] as const;

interface Options {
  pact?: string[];
  failOn?: FailOn;
  format: (typeof FORMATS)[number];
  refRoot?: string;
  allowPrivate?: boolean;
}

/** `diff BASELINE OBSERVED`: what changed between two documents, and what of it touches us. */
export function registerDiff(program: Command, io: CliIo): void {
  program
    .command('diff')
    .description('Say what changed between two OpenAPI documents')
    .argument('<baseline>', 'what was agreed: file, URL or git:REVISION:PATH')
    .argument('<observed>', 'what is there now: file, URL or git:REVISION:PATH')
    .option('--pact <file...>', 'pacts that say what we use')
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit 1 at or above (default: level:breaking; with --pact, may-break)',
      ).choices(FAIL_ON),
    )
    .addOption(new Option('--format <format>', 'how to print').choices(FORMATS).default('human'))
    .option('--ref-root <dir>', 'folder that the files of a document are in (default: its own)')
    .option('--allow-private', 'let URLs be loopback or private addresses')
    .addHelpText(
      'after',
      `
Examples:
  forewarn diff openapi/acme-pay.yaml https://api.acme-pay.example/openapi.json
  forewarn diff git:main:openapi.yaml openapi.yaml --pact pacts/shop--acme-pay.json

Exits with 0 (nothing at or above --fail-on), 1 (something is) or 2 (a document cannot be read).`,
    )
    .action((baseline: string, observed: string, options: Options) => diff(baseline, observed, options, io));
}

async function diff(baseline: string, observed: string, options: Options, io: CliIo): Promise<void> {
  const before = await open(baseline, options, io);
  const after = await open(observed, options, io);
  const { report, exit } = diffReport({
    baseline: before,
    observed: after,
    failOn: options.failOn ?? (options.pact ? 'may-break' : 'level:breaking'),
    sha256,
    today: new Date().toISOString(),
    ...usage(before, options.pact ?? [], io),
  });
  io.out(rendered(report, options.format, io));
  io.setExit(exit);
}

function usage(baseline: ApiDocument, files: string[], io: CliIo): Pick<DiffInput, 'effectOf' | 'used'> {
  if (files.length === 0) return {};
  const pacts = files.map((file) => loadPact(resolve(io.cwd, file)));
  const known = usageOf(baseline, pacts, []);
  return {
    effectOf: (difference) => effectOf(difference, known),
    used: new Set(known.operations.map((operation) => operation.key)),
  };
}

async function open(location: string, options: Options, io: CliIo): Promise<ApiDocument> {
  const raw = await loadDocument(location, {
    cwd: io.cwd,
    refRoot: options.refRoot,
    fetchText: createFetchText({ ...LIMITS, allowPrivate: options.allowPrivate === true }),
  });
  try {
    return openDocument(raw, sha256);
  } catch (error) {
    throw placed(error, location);
  }
}

function rendered(report: Report, format: Options['format'], io: CliIo): string {
  if (format === 'json') return renderJson(report);
  return format === 'markdown' ? renderMarkdown(report) : renderHuman(report, { colour: io.colour });
}
